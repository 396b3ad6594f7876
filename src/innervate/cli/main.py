"""`innervate`: the command line. Each command is a module of its own, loaded when it is called.

The exit status says what kind of end it was: 0 done · 2 wrong input · 3 refused, a person decides ·
4 stale, nothing done · 5 uncertain, may be done · 6 refused for privacy · 7 lost · 8 a part is missing ·
70 a fault of innervate's own.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from innervate import __version__
from innervate.boundary import crashes
from innervate.core.errors import InnervateError

_COMMANDS = {
    "doctor": ("innervate.cli.doctor", "Say what works here, what is missing, and what mends it."),
    "desktop": ("innervate.cli.desktop", "Run a command in a private virtual desktop."),
    "observe": ("innervate.cli.see", "Show what innervate sees on this desktop. Local, and raw."),
    "states": ("innervate.cli.states", "Say what each window shows, how sure that is, and correct it."),
    "view": ("innervate.cli.see", "Print exactly what a planner would receive."),
    "run": ("innervate.cli.run", "Run a playbook, or go on with a run that was interrupted."),
    "mcp": ("innervate.cli.mcp", "Let any MCP client be the planner, behind the same gate."),
    "runs": ("innervate.cli.run", "List the runs of the journal."),
    "report": ("innervate.cli.run", "Write a run's report: one HTML file."),
    "playbook": ("innervate.cli.playbook", "Write a run's plan, its constants as parameters."),
    "playbooks": ("innervate.cli.playbooks", "List, read and approve the playbooks kept here."),
    "check": ("innervate.cli.plans", "Check a playbook against the desk without touching anything."),
    "plan": ("innervate.cli.goal", "Have a goal planned, and nothing done; or show what would leave."),
    "schema": ("innervate.cli.plans", "Print a JSON Schema of the plan language or of the desk file."),
    "approve": ("innervate.cli.approve", "Decide which texts of an application may cross."),
    "learn": ("innervate.cli.learn", "Learn an application's screens by a harmless walk, or from runs."),
    "profile": (
        "innervate.cli.profile",
        "Show, export and import what is approved and known of an application.",
    ),
    "policy": ("innervate.cli.policy", "What may cross and go where: check, explain, approve it."),
    "vault": ("innervate.cli.keep", "Keep secrets, each for one application only."),
    "ledger": ("innervate.cli.ledger", "Show and verify what left this machine."),
    "bench": ("innervate.cli.bench", "Measure, and compare with the bars."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[name][0]), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in _COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="innervate")
def cli() -> None:
    """Eyes, hands and a nervous system for language models on a real desktop.

    What is private stays at home: `innervate view` prints all that a planner would ever see.
    """


def main() -> None:
    """Run the command line; an error that was foreseen is told in three lines, never as a traceback.

    One that was not is told by its type and place in the code, without its message, which may quote a screen.
    """
    with crashes.Outermost():
        _run()


def _run() -> None:
    try:
        cli(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except InnervateError as error:
        click.echo(told(error), err=True)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)


def told(error: InnervateError) -> str:
    """An error for a person: its kind, what was wanted, what was seen, what to do."""
    name = next(k.__name__ for k in type(error).__mro__ if k.__module__ == InnervateError.__module__)
    kind = click.style(f"{name.lower()}: ", fg="red", bold=True)
    return kind + click.style(str(error.code), dim=True) + "\n" + str(error)


if __name__ == "__main__":
    main()
