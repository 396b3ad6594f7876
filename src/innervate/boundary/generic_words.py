"""Words that every interface uses: public in static interactive roles of any application, and nowhere else.

Written by hand. A word that is also a name, a place, a folder or a diagnosis does not belong here.
"""

from __future__ import annotations

from innervate.core.vocabulary import INTERACTIVE, Role

# Links, options and tabs are made of content too often to count as static.
GENERIC_ROLES = INTERACTIVE - {Role.LINK, Role.OPTION, Role.TAB}

_WORDS = """
    OK|Ok|Cancel|Yes|No|Apply|Close|Done|Continue|Finish|Confirm|Dismiss|Ignore|Retry|Try again|Skip|Submit
    Save|Save as|Save As|Save all|Save and close|Discard|Discard changes|Do not save|Don't save|Revert
    Open|Open file|Open with|New|Create|Add|Edit|Change|Modify|Update|Rename|Delete|Remove|Clear|Clear all
    Copy|Cut|Paste|Select all|Select All|Undo|Redo|Duplicate|Move|Replace|Replace all|Find
    Find next|Find previous
    Search|Filter|Sort|Group|Refresh|Reload|Reset|Back|Forward|Next|Previous|Up|Down|Home page|Go
    First page|Last page|Next page|Previous page|First|Last|Show|Hide|Show more|Show less|More|Less
    More options
    Expand|Collapse|Expand all|Collapse all|Zoom in|Zoom out|Zoom In|Zoom Out|Fit width|Fit page|Full screen
    Fullscreen|Minimize|Minimise|Maximize|Maximise|Restore|Pin|Unpin|Print|Print preview|Preview|Export|Import
    Download|Upload|Upload file|Attach|Attach file|Attachments|Browse|Choose file|Choose File|Choose files
    Sign in|Sign In|Sign out|Sign Out|Sign up|Log in|Log In|Log out|Log Out|Login|Logout|Register|Unlock|Lock
    User name|Username|User Name|Password|Show password|Hide password|Remember me|Forgot password|Email|E-mail
    Send|Reply|Reply all|Reply to all|Forward message|Compose|Write|Get mail|Mark as read|Mark as unread
    Accept|Decline|Reject|Approve|Agree|Disagree|Allow|Deny|Block|Enable|Disable|Start|Stop|Pause|Resume|Play
    Help|About|Settings|Preferences|Options|Properties|Details|Tools|View|File|Edit menu|Window|Format|Insert
    Menu|Main menu|Application menu|Bookmark this tab|New tab|Close tab|New window|Exit|Quit|Share|Link
    Install|Uninstall|Connect|Disconnect|Test|Run|Execute|Calculate|Check|Validate|Verify|Select|Choose|Other|None|All
"""
GENERIC_WORDS = frozenset(word for line in _WORDS.split("\n") for word in line.strip().split("|") if word)
