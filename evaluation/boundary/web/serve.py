"""Starts one small real web application on the loopback interface: `python -m … NAME FOLDER PORT WORLD`.

Runs in the environment that `evaluation/boundary/install.sh` makes. Each is furnished with the people, firms
and goods of one made-up world.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from evaluation.boundary.world import Made

PASSWORD = "quarrel-of-gulls"


def django_admin(folder: Path, port: int, made: Made) -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command, execute_from_command_line

    settings.configure(
        DEBUG=True,
        SECRET_KEY="for the loopback only",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="evaluation.boundary.web.django_urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "admin.db"}},
        INSTALLED_APPS=[
            f"django.contrib.{n}"
            for n in (
                "admin",
                "auth",
                "contenttypes",
                "sessions",
                "messages",
                "staticfiles",
                "flatpages",
                "sites",
            )
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        STATIC_URL="/static/",
        SITE_ID=1,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        USE_TZ=True,
    )
    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import Group, User

    User.objects.create_superuser(made.account, f"clerk{made.number}@example.org", PASSWORD)
    for person in made.people(9):
        first, last = person.split()
        User.objects.create_user(first.lower() + last.lower(), first_name=first, last_name=last)
    for firm in made.firms:
        Group.objects.create(name=firm)
    execute_from_command_line(["manage", "runserver", "--noreload", f"127.0.0.1:{port}"])


def flask_admin(folder: Path, port: int, made: Made) -> None:
    from flask import Flask
    from flask_admin import Admin
    from flask_admin.contrib.sqla import ModelView
    from flask_sqlalchemy import SQLAlchemy

    made.database(folder / "firm.db")
    app = Flask("firm")
    app.config.update(SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder / 'firm.db'}", SECRET_KEY="loopback only")
    db = SQLAlchemy(app)

    class Customer(db.Model):  # type: ignore[name-defined,misc]
        id = db.Column(db.Integer, primary_key=True)
        name = db.Column(db.String)
        city = db.Column(db.String)
        since = db.Column(db.String)

    class Invoice(db.Model):  # type: ignore[name-defined,misc]
        id = db.Column(db.Integer, primary_key=True)
        goods = db.Column(db.String)
        amount = db.Column(db.Float)
        due = db.Column(db.String)
        paid = db.Column(db.Boolean)

    admin = Admin(app, name="Office")
    admin.add_view(ModelView(Customer, db))
    admin.add_view(ModelView(Invoice, db))
    app.run("127.0.0.1", port)


def radicale(folder: Path, port: int, made: Made) -> None:
    sys.argv = [
        "radicale", f"--server-hosts=127.0.0.1:{port}", f"--storage-filesystem-folder={folder / 'calendars'}",
        "--auth-type=none",
    ]  # fmt: skip
    for number, topic in enumerate(made.topics):
        at = folder / f"calendars/collection-root/{made.account}/c{number}"
        at.mkdir(parents=True)
        (at / ".Radicale.props").write_text(f'{{"tag": "VCALENDAR", "D:displayname": "{topic.title()}"}}')
    runpy.run_module("radicale", run_name="__main__")


def datasette(folder: Path, port: int, made: Made) -> None:
    made.database(folder / "firm.db")
    os.execv(
        tool("datasette"),
        ["datasette", "serve", str(folder / "firm.db"), "-h", "127.0.0.1", "-p", str(port)],
    )


def trac(folder: Path, port: int, made: Made) -> None:
    project = folder / "project"
    admin = [tool("trac-admin"), str(project)]
    subprocess.run([*admin, "initenv", "Issues", "sqlite:db/trac.db"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*admin, "permission", "add", "anonymous", "TRAC_ADMIN"], check=True)
    for firm in made.firms:
        subprocess.run([*admin, "component", "add", firm, made.people(1)[0].lower()], check=True)
    for topic in made.topics:
        subprocess.run([*admin, "milestone", "add", topic], check=True)
    os.execv(tool("tracd"), ["tracd", "-s", "--hostname=127.0.0.1", f"--port={port}", str(project)])


def wagtail(folder: Path, port: int, made: Made) -> None:
    subprocess.run([tool("wagtail"), "start", "office", str(folder)], check=True, stdout=subprocess.DEVNULL)
    environment = {
        **os.environ, "DJANGO_SUPERUSER_USERNAME": made.account, "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "DJANGO_SUPERUSER_EMAIL": f"clerk{made.number}@example.org",
    }  # fmt: skip
    manage = [sys.executable, str(folder / "manage.py")]
    subprocess.run([*manage, "migrate"], check=True, stdout=subprocess.DEVNULL, env=environment)
    subprocess.run([*manage, "createsuperuser", "--noinput"], check=True, env=environment)
    os.execve(sys.executable, [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"], environment)


def dokuwiki(folder: Path, port: int, made: Made) -> None:
    _php_copy("dokuwiki", folder)
    site = folder / "site"
    for name in (
        "pages",
        "attic",
        "media",
        "media_attic",
        "media_meta",
        "meta",
        "cache",
        "index",
        "locks",
        "tmp",
        "log",
    ):
        (folder / "data" / name).mkdir(parents=True, exist_ok=True)
    conf = folder / "conf"
    conf.mkdir()
    (folder / "before.php").write_text(f"<?php define('DOKU_MAIN_CONF', '{conf}/');")
    subprocess.run(["cp", "-rL", *map(str, sorted(Path("/etc/dokuwiki").glob("*"))), str(conf)], check=False)
    (conf / "local.php").write_text(
        f"<?php\n$conf['title'] = 'Office';\n$conf['savedir'] = '{folder / 'data'}';\n$conf['useacl'] = 0;\n"
        "$conf['license'] = '';\n$conf['updatecheck'] = 0;\n"
    )
    for topic in made.topics:
        (folder / "data/pages" / f"{topic}.txt").write_text(
            f"====== {topic.title()} ======\n{made.letter()}\n"
        )
    (folder / "data/pages/start.txt").write_text(f"====== {made.firms[0]} ======\n[[{made.topics[0]}]]\n")
    before = f"auto_prepend_file={folder / 'before.php'}"
    os.execvp("php", ["php", "-q", "-d", before, "-S", f"127.0.0.1:{port}", "-t", str(site)])


def adminer(folder: Path, port: int, made: Made) -> None:
    made.database(folder / "firm.db")
    (folder / "index.php").write_text(
        "<?php\nfunction adminer_object() { class Office extends Adminer {\n"
        "function login($login, $password) { return true; }\n"
        "function name() { return 'Office'; } }\nreturn new Office; }\n"
        "chdir('/usr/share/adminer/adminer'); include '/usr/share/adminer/adminer.php';\n"
    )
    os.execvp("php", ["php", "-q", "-S", f"127.0.0.1:{port}", "-t", str(folder), str(folder / "index.php")])


def _php_copy(package: str, folder: Path) -> None:
    subprocess.run(["cp", "-rL", f"/usr/share/{package}", str(folder / "site")], check=False)


def tool(name: str) -> str:
    """A program that stands beside the Python that runs this."""
    return str(Path(sys.executable).with_name(name))


SERVERS: dict[str, Callable[[Path, int, Made], None]] = {
    "django": django_admin,
    "flask-admin": flask_admin,
    "radicale": radicale,
    "datasette": datasette,
    "trac": trac,
    "wagtail": wagtail,
    "dokuwiki": dokuwiki,
    "adminer": adminer,
}


if __name__ == "__main__":
    name, where, at, world = sys.argv[1:]
    Path(where).mkdir(parents=True, exist_ok=True)
    SERVERS[name](Path(where), int(at), Made(int(world)))
