"""The home folder of the claims handler: Claws Mail with a filled inbox, and Evince as reader of PDF files.

`write` fills an empty folder with the settings of Claws Mail (no wizard, no question, plain text, answers go
out at once through SMTP on the loopback interface and a copy is filed in `Mail/sent`) and with the mails of a
case, the broker's mail with the form attached among them. Nothing in it points outside the machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from claims.generate import HANDLER_ADDRESS, Case, Letter, mail_body

FOLDERS = {"inbox": "inbox", "sent": "outbox", "queue": "queue", "drafts": "draft", "trash": "trash"}
WINDOW = (1300, 860)
ATTACHMENT = "claim-form.pdf"


@dataclass(frozen=True)
class Home:
    """Where the parts of a written home folder lie."""

    root: Path

    @property
    def mail(self) -> Path:
        return self.root / "Mail"

    @property
    def settings(self) -> Path:
        return self.root / ".claws-mail"

    def folder(self, name: str) -> Path:
        return self.mail / name

    def environment(self) -> dict[str, str]:
        """What programs of this home need in their environment."""
        return {
            "HOME": str(self.root),
            "XDG_CONFIG_HOME": str(self.root / ".config"),
            "XDG_DATA_HOME": str(self.root / ".local/share"),
            "XDG_CACHE_HOME": str(self.root / ".cache"),
            "XDG_STATE_HOME": str(self.root / ".local/state"),
            "GSETTINGS_BACKEND": "memory",
            "TZ": "UTC",
        }


def claim_mail(case: Case, form: bytes) -> EmailMessage:
    """The broker's mail with the form attached."""
    message = envelope(case.agent.full, case.agent.email, case.subject, case.sent_at, f"claim-{case.seed}")
    message.set_content("\n".join(mail_body(case)) + "\n", cte="8bit")
    message.add_attachment(form, maintype="application", subtype="pdf", filename=ATTACHMENT)
    return message


def everyday_mail(letter: Letter, index: int) -> EmailMessage:
    """One of the mails around the claim."""
    ident = f"everyday-{index}-{letter.sent_at:%m%d%H%M%S}"
    message = envelope(letter.sender.full, letter.sender.email, letter.subject, letter.sent_at, ident)
    lines = ("Hello,", "", *letter.body, "", "Best wishes", letter.sender.full)
    message.set_content("\n".join(lines) + "\n", cte="8bit")
    return message


def envelope(name: str, address: str, subject: str, sent_at: datetime, ident: str) -> EmailMessage:
    """A mail with its headers and no text yet."""
    message = EmailMessage()
    message["From"] = f"{name} <{address}>"
    message["To"] = f"Claims desk <{HANDLER_ADDRESS}>"
    message["Subject"] = subject
    message["Date"] = format_datetime(sent_at.replace(tzinfo=UTC))
    message["Message-ID"] = f"<{ident}@{address.rpartition('@')[2]}>"
    return message


def section(title: str, values: dict[str, str | int]) -> str:
    """One section of a settings file of Claws Mail."""
    return "\n".join([f"[{title}]", *(f"{key}={value}" for key, value in values.items())]) + "\n"


def account(smtp_port: int) -> str:
    """The only account: nothing is fetched, mail goes out by plain SMTP to the loopback interface."""
    values: dict[str, str | int] = {
        "config_version": 4,
        "account_name": "Claims desk",
        "is_default": 1,
        "name": "Claims desk",
        "address": HANDLER_ADDRESS,
        "protocol": 4,
        "receive_at_get_all": 0,
        "smtp_server": "127.0.0.1",
        "set_smtpport": 1,
        "smtp_port": smtp_port,
        "use_smtp_auth": 0,
        "ssl_smtp": 0,
        "use_mail_command": 0,
        "set_domain": 1,
        "domain": "insurer.example",
        "auto_signature": 0,
        "signature_type": 0,
        "set_sent_folder": 1,
        "sent_folder": "#mh/Mail/sent",
        "set_queue_folder": 1,
        "queue_folder": "#mh/Mail/queue",
        "set_draft_folder": 1,
        "draft_folder": "#mh/Mail/drafts",
        "set_trash_folder": 1,
        "trash_folder": "#mh/Mail/trash",
    }
    return section("Account: 1", values)


def folder_list() -> str:
    """The tree of folders, with the inbox known as such."""
    items = "\n".join(
        f'  <folderitem type="{kind}" name="{name}" path="{name}" sort_key="date"'
        ' sort_type="descending" threaded="0" />'
        for name, kind in FOLDERS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<folderlist config_version="4">\n'
        ' <folder type="mh" name="Mail" path="Mail" collapsed="0">\n'
        f"{items}\n </folder>\n</folderlist>\n"
    )


SETTINGS: dict[str, str | int] = {
    "config_version": 4,
    "check_on_startup": 0,
    "enable_autocheck": 0,
    "newmail_notify_manu": 0,
    "clean_trash_on_exit": 0,
    "ask_on_cleaning": 0,
    "confirm_on_exit": 0,
    "warn_queued_on_exit": 0,
    "warn_dnd": 0,
    "warn_empty_subj": 0,
    "warn_large_insert": 0,
    "confirm_send_queued_messages": 0,
    "send_dialog_mode": 1,
    "save_message": 1,
    "enable_aspell": 0,
    "check_while_typing": 0,
    "autosave": 0,
    "linewrap_auto": 0,
    "linewrap_pastes": 0,
    "reply_with_quote": 0,
    "default_reply_list": 0,
    "use_ext_editor": 0,
    "layout_mode": 0,
    "mainwin_x": 0,
    "mainwin_y": 0,
    "mainwin_width": WINDOW[0],
    "mainwin_height": WINDOW[1],
    "mainwin_maximised": 1,
    "folderview_width": 250,
    "folderview_height": 760,
    "summaryview_width": 1030,
    "summaryview_height": 260,
    "compose_width": 820,
    "compose_height": 640,
    "date_format": "%Y-%m-%d %H:%M",
    "summary_col_size_subject": 430,
    "summary_col_size_from": 230,
    "summary_col_size_date": 170,
    "goto_last_folder_on_startup": 1,
    "last_opened_folder": "#mh/Mail/inbox",
    "always_show_message_when_selected": 1,
    "open_selected_message_on_folder_open": 0,
    "mark_as_read_on_new_window": 0,
    "show_avatars": 0,
    "show_tooltips": 0,
    "show_searchbar": 0,
    "message_font_gtk2": "Monospace 10",
    "summary_col_size_size": 80,
    "hide_timezone": 1,
    "work_offline": 0,
    "promote_html_part": 0,
    "ask_apply_per_account_filtering_rules": 0,
    "statusbar_update_step": 10,
}


def common() -> str:
    """The settings of the program: one quiet window, no question that nobody needs."""
    return section("Common", SETTINGS)


MIME_APPS = """\
[Default Applications]
application/pdf=org.gnome.Evince.desktop
[Added Associations]
application/pdf=org.gnome.Evince.desktop;
"""
MAILCAP = "application/pdf; evince '%s'\n"


def write(case: Case, root: Path, form: bytes, smtp_port: int) -> Home:
    """Fills `root`, an absent or empty folder, and says where its parts lie."""
    home = Home(root)
    for folder in (home.settings, home.root / ".config", *(home.folder(name) for name in FOLDERS)):
        folder.mkdir(parents=True, exist_ok=True)
    (home.settings / "accountrc").write_text(account(smtp_port), encoding="utf-8")
    (home.settings / "folderlist.xml").write_text(folder_list(), encoding="utf-8")
    (home.settings / "clawsrc").write_text(common(), encoding="utf-8")
    (home.root / ".config" / "mimeapps.list").write_text(MIME_APPS, encoding="utf-8")
    (home.root / ".mailcap").write_text(MAILCAP, encoding="utf-8")
    mails = [(letter.sent_at, everyday_mail(letter, index)) for index, letter in enumerate(case.letters)]
    mails.append((case.sent_at, claim_mail(case, form)))
    mails.sort(key=lambda pair: pair[0])
    for number, (_, message) in enumerate(mails, start=1):
        (home.folder("inbox") / str(number)).write_bytes(message.as_bytes())
    return home
