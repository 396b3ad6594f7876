"""Words on a thing that say that pressing it may do something."""

from __future__ import annotations

CONSEQUENCES = frozenset(
    """accept activate add agree allow answer apply approve archive assign authorize back ban block book
    bookmark buy call cancel cart change checkout clear close commit compact complete confirm connect
    continue convert copy create cut deactivate decline delete deny deploy destroy disable disconnect
    dismiss discard dislike donate download drop duplicate edit empty enable end erase execute exit
    expire expunge export fetch finish flag follow forget format forward generate get grant hide
    import insert install invite issue join kill leave like link load lock log login logoff logon logout
    mark merge modify move mute new next notify ok order overwrite park paste pause pay play post print
    process publish purge push put queue quit rate read rebuild receive record redo refresh refund
    register reject release reload remove rename renew reopen repeat replace reply report reprocess
    request reset resolve restart restore resume retry revert revoke rotate run save scan schedule send
    set share shutdown shut sign signin signoff signout signup skip snooze sort spam start stop submit
    subscribe suspend swap sync synchronise synchronize terminate toggle transfer trash trigger unblock
    undo unfollow uninstall unlink unlock unmark unpublish unsubscribe update upgrade upload use
    validate verify void vote wipe withdraw write yes""".split()
)
"""A thing whose name has one of these words among its own may do something."""
