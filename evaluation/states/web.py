"""Web applications in a real browser, each brought into its states by its addresses, keys and forms."""

from __future__ import annotations

from evaluation.states.subjects import Session, Shown, Subject, page, shown

_WRONG = "type nobody ; key Tab ; type not-this-one ; key Return ; sleep 2"
_SIGN_IN = "type {user} ; key Tab ; type {password} ; key Return ; sleep 2.5"
_NO_TOKEN = "js f=document.createElement('form');f.method='post';f.action='{origin}/admin/login/';document.body.append(f);f.submit() ; sleep 1"


def _web(name: str, path: str, *screens: Shown, server: str = "", development: bool = False) -> Subject:
    return Subject(name, (Session(path, screens),), development, server or name)


DJANGO = _web(
    "django-admin", "/admin/",
    shown("login", "", "login"),
    shown("wrong password", _WRONG, "login error:validation"),
    shown("forbidden", _NO_TOKEN, "error:permission"),
    shown("signed in", f"go /admin/ ; sleep 1 ; {_SIGN_IN}"),
    page("users", "/admin/auth/user/"),
    page("no user found", "/admin/auth/user/?q=zzzzzz", "empty"),
    page("no logs yet", "/admin/flatpages/flatpage/", "empty"),
    page("change password", "/admin/password_change/", hard=True),
    page("add user", "/admin/auth/user/add/", hard=True),
    shown("group without a name", "go /admin/auth/group/add/ ; js document.querySelector('[name=name]').required=false;document.querySelector('#group_form').submit() ; sleep 1", "error:validation"),
    shown("group added", "go /admin/auth/group/add/ ; js document.querySelector('[name=name]').value='Weighers';document.querySelector('#group_form').submit() ; sleep 1", "done"),
    page("permissions of a group", "/admin/auth/group/1/change/", hard=True),
    page("no such object", "/admin/auth/user/998/change/", "error:not_found"),
    page("no such page", "/admin/nowhere/", "error:not_found"),
    shown("logged out", "go /admin/ ; js document.forms['logout-form'].submit() ; sleep 1", "logged_out ?done"),
    server="django", development=True,
)  # fmt: skip
DOKUWIKI = _web(
    "dokuwiki", "/doku.php",
    shown("start"),
    page("no such topic", "/doku.php?id=nothing:here", "?error ?empty"),
    page("edit", "/doku.php?id=start&do=edit"),
    page("nothing found", "/doku.php?do=search&q=zzzzzz", "empty"),
    page("recent changes", "/doku.php?do=recent"),
    page("sign in is switched off", "/doku.php?do=login", "?error"),
    page("no such revision", "/doku.php?id=start&rev=12345", "?error ?empty"),
    page("media", "/doku.php?do=media", "empty"),
    page("index", "/doku.php?do=index"),
    development=True,
)  # fmt: skip
DATASETTE = _web(
    "datasette", "/",
    shown("home"),
    page("database", "/firm"),
    page("table", "/firm/customer"),
    page("row", "/firm/invoice/1"),
    page("no row", "/firm/customer/999", "error:not_found"),
    page("no such table", "/firm/nothing", "error:not_found"),
    page("no such database", "/nothing", "error:not_found"),
    page("no rows", "/firm/customer?name=zzzz", "empty"),
    page("wrong sql", "/firm?sql=select+zzzz+from+customer", "error:validation"),
    page("settings", "/-/settings"),
    page("forbidden", "/-/logs/none?x", "error:not_found"),
    page("messages", "/-/messages"),
)  # fmt: skip
WAGTAIL = _web(
    "wagtail", "/admin/",
    shown("login", "", "login"),
    shown("wrong password", _WRONG, "login error:validation"),
    shown("signed in", f"go /admin/ ; sleep 1 ; {_SIGN_IN}"),
    page("pages", "/admin/pages/3/", "?empty"),
    page("edit", "/admin/pages/3/edit/"),
    page("no images", "/admin/images/", "empty"),
    page("no documents", "/admin/documents/", "empty"),
    page("nothing found", "/admin/pages/search/?q=zzzzzz", "empty"),
    page("users", "/admin/users/"),
    page("new user", "/admin/users/new/", hard=True),
    page("account", "/admin/account/", hard=True),
    page("no such page", "/admin/nowhere/", "error:not_found"),
    shown("redirect without an address", "go /admin/redirects/add/ ; js document.querySelector('[name=old_path]').closest('form').noValidate=true;document.querySelector('[name=old_path]').closest('form').submit() ; sleep 1.5", "error:validation"),
    shown("redirect added", "go /admin/redirects/add/ ; js document.querySelector('[name=old_path]').value='/weir';document.querySelector('[name=redirect_link]').value='http://127.0.0.1/x';document.querySelector('[name=old_path]').closest('form').submit() ; sleep 1.5", "done"),
    shown("logged out", "go /admin/ ; js document.querySelector('form[action*=logout]').submit() ; sleep 1.5", "login logged_out ?done"),
    development=True,
)  # fmt: skip
ADMINER = _web(
    "adminer", "/?sqlite=&username={user}&db={folder}/firm.db",
    shown("login", "", "login"),
    shown("signed in", "js document.querySelector('[type=submit]').click() ; sleep 1.5"),
    page("table", "/?sqlite=&username={user}&db={folder}/firm.db&select=customer"),
    page("structure", "/?sqlite=&username={user}&db={folder}/firm.db&table=invoice"),
    page("no rows", "/?sqlite=&username={user}&db={folder}/firm.db&select=customer&where[0][col]=name&where[0][op]=%3D&where[0][val]=zzz", "empty"),
    page("new item", "/?sqlite=&username={user}&db={folder}/firm.db&edit=customer"),
    shown("inserted", "js document.querySelector('[type=submit]').click() ; sleep 1.5", "done"),
    page("no such table", "/?sqlite=&username={user}&db={folder}/firm.db&table=nothing", "error:not_found"),
    shown("wrong sql", "go /?sqlite=&username={user}&db={folder}/firm.db&sql=select+zzz ; js document.querySelector('[type=submit]').click() ; sleep 1.5", "error:validation"),
    shown("logged out", "js document.querySelector('[name=logout]').click() ; sleep 1.5", "login logged_out ?done"),
)  # fmt: skip
FLASK_ADMIN = _web(
    "flask-admin", "/admin/",
    shown("home"),
    page("customers", "/admin/customer/"),
    page("new", "/admin/customer/new/"),
    shown("created", "js document.querySelector('form.admin-form').submit() ; sleep 1.5", "done"),
    page("no such record", "/admin/customer/edit/?id=9999", "error:not_found"),
    page("no such page", "/admin/nowhere/", "error:not_found"),
    page("nothing on this page", "/admin/customer/?page=400", "empty"),
    shown("sure to delete?", "go /admin/customer/ ; js setTimeout(()=>document.querySelector('form.icon button').click(),300) ; sleep 2", "dialog dismiss=Cancel"),
    shown("deleted", "key Return ; sleep 2", "done"),
    page("invoices", "/admin/invoice/"),
)  # fmt: skip
RADICALE = _web(
    "radicale", "/.web/",
    shown("login", "", "login dialog ?error dismiss=Cancel"),
    shown("signed in", _SIGN_IN),
    page("nothing there", "/.web/nothing.html", "error:not_found"),
    page("not allowed", "/somebody/", "?error ?login ?dialog"),
)  # fmt: skip
FAVA = _web(
    "fava", "/",
    shown("income statement"),
    page("balance sheet", "/office/balance_sheet/"),
    page("errors of the ledger", "/office/errors/", "?error", hard=True),
    page("no such account", "/office/account/Assets:Nothing/", "?error ?empty"),
    page("no such page", "/office/nothing/", "error:not_found"),
    page("no such ledger", "/nothing/", "error:not_found"),
    page("no entries", "/office/journal/?time=1999", "?empty"),
    page("journal", "/office/journal/"),
    page("wrong query", "/office/query/?query_string=select+zzz", "error:validation ?kind"),
    page("statistics", "/office/statistics/"),
    page("options", "/office/options/", hard=True),
)  # fmt: skip
NOTEBOOK = _web(
    "jupyter", "/login",
    shown("login", "", "login"),
    shown("wrong password", "js document.querySelector('[type=password]').value='not-this-one';document.querySelector('form').submit() ; sleep 2", "login error:validation"),
    page("not signed in", "/api/contents/x", "error:permission"),
    page("no such page", "/nowhere", "error:not_found"),
    shown("signed in", "go /login ; sleep 1 ; js document.querySelector('[type=password]').value='{password}';document.querySelector('form').submit() ; sleep 6"),
    page("empty folder", "/tree/nothing-in-it", "?empty"),
    page("no such page, signed in", "/nowhere", "error:not_found"),
    page("logged out", "/logout", "logged_out ?done ?login"),
)  # fmt: skip
SUPERVISOR = _web(
    "supervisor", "/",
    shown("status"),
    page("stopped", "/?action=stopall", "done"),
    page("refreshed", "/?action=refresh", "done"),
    page("no log", "/tail.html?processname=nothing", "error ?kind"),
    page("log", "/tail.html?processname=weigher", hard=True),
    page("no such page", "/nothing", "error:not_found"),
)  # fmt: skip
NGINX = _web(
    "nginx", "/",
    shown("welcome"),
    page("listing", "/files/"),
    page("not found", "/nothing", "error:not_found"),
    page("forbidden", "/forbidden/", "error:permission"),
    page("bad gateway", "/away/", "error:other"),
    page("unavailable", "/unavailable", "error:other"),
    page("internal error", "/broken", "error:other"),
    page("too large", "/large", "error:other"),
    page("too many", "/many", "error:other"),
    page("not allowed", "/post", "error:other"),
    page("timeout", "/late", "?error"),
    page("unauthorised", "/unauthorised", "error:permission"),
)  # fmt: skip
PYTHON = _web(
    "python-server", "/",
    shown("listing"),
    page("not found", "/nothing", "error:not_found"),
    page("empty listing", "/hollow/", "?empty"),
    server="python",
)  # fmt: skip
PHPMYADMIN = _web(
    "phpmyadmin", "/index.php",
    shown("login", "", "login ?error"),
    shown("no database server", "js document.getElementById('input_username').value='{user}';document.getElementById('input_password').value='{password}';document.getElementById('input_go').click() ; sleep 3", "login error:network ?kind"),
    page("no such page", "/nothing.php", "error:not_found"),
)  # fmt: skip
ROUNDCUBE = _web(
    "roundcube", "/index.php",
    shown("internal error", "", "error:other"),
    shown("no mail server", _SIGN_IN, "login error:network"),
    page("session over", "/index.php?_task=mail", "login ?logged_out ?error"),
)  # fmt: skip
MEDIAWIKI = _web(
    "mediawiki", "/index.php",
    shown("start", "", "?done"),
    page("login", "/index.php?title=Special:UserLogin", "login"),
    shown("wrong password", _WRONG, "login error:validation"),
    page("no such page", "/index.php?title=Nothing_here", "?error ?empty"),
    page("nothing found", "/index.php?title=Special:Search&search=zzzzzz&fulltext=1", "empty"),
    page("no blocks", "/index.php?title=Special:BlockList&action=x", "empty"),
    page("permission", "/index.php?title=Special:Import", "error:permission"),
    page("no such special page", "/index.php?title=Special:Nothing", "error:not_found"),
    page("recent changes", "/index.php?title=Special:RecentChanges"),
    page("new account", "/index.php?title=Special:CreateAccount", hard=True),
    page("bad title", "/index.php?title=%5B%5D", "error:validation"),
    shown("signed in", f"go /index.php?title=Special:UserLogin ; sleep 1 ; {_SIGN_IN}", "?done"),
    page("preferences", "/index.php?title=Special:Preferences", hard=True),
    page("change password", "/index.php?title=Special:ChangePassword", hard=True),
    page("user rights", "/index.php?title=Special:UserRights", hard=True),
    shown("logged out", "go /index.php?title=Special:UserLogout ; js document.querySelector('.mw-htmlform button, .mw-htmlform [type=submit]').click() ; sleep 1.5", "logged_out ?done"),
)  # fmt: skip

SUBJECTS = (
    DJANGO, DOKUWIKI, DATASETTE, WAGTAIL, ADMINER, FLASK_ADMIN, RADICALE, FAVA, NOTEBOOK, SUPERVISOR,
    NGINX, PYTHON, PHPMYADMIN, ROUNDCUBE, MEDIAWIKI,
)  # fmt: skip
