"""The command line: ``nabra`` and the names of its commands, each in a file of its own."""

import os
import sys
import traceback
from importlib import import_module

import click

from nabra.errors import NabraError
from nabra.show.safe import strip_controls

COMMANDS = {  # in the order of the work; a command is imported when it is called
    "corpora": "nabra.commands.corpora",
    "describe": "nabra.commands.describe",
    "group": "nabra.commands.group",
    "measure": "nabra.commands.measure",
    "events": "nabra.commands.events",
    "report": "nabra.commands.report",
    "lines": "nabra.commands.lines",
    "sample": "nabra.commands.sample",
    "agree": "nabra.commands.agree",
    "correct": "nabra.commands.correct",
    "export": "nabra.commands.export",
    "bundle": "nabra.commands.bundle",
    "codebook": "nabra.commands.codebook",
    "evaluate": "nabra.evaluate.command",
}
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")     # Arrow's own keeps much of what has been freed
FATAL = 2
DEBUG = "NABRA_DEBUG"
HELP = {"help_option_names": ["-h", "--help"]}


class _Plain(click.Group):
    """A group whose users read one clear sentence and exit code 2, never a traceback, when it ends badly."""

    def list_commands(self, context):
        return list(COMMANDS)

    def get_command(self, context, name):
        return import_module(COMMANDS[name]).command if name in COMMANDS else None

    def main(self, *args, **kwargs):
        _speak_plainly()
        try:
            return super().main(*args, **kwargs, prog_name="nabra", standalone_mode=False)
        except click.ClickException as error:
            _fail(_usage(error))
        except (KeyboardInterrupt, click.Abort):
            _fail("stopped by Ctrl-C; nothing half-written is left behind")
        except NabraError as error:
            _fail(str(error))
        except MemoryError:
            _fail("the memory ran out; measure fewer articles at a time, or with fewer processes")
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            _fail(f"{place}{error.strerror or error}; mend that and run the command again")
        except Exception as error:
            what = f"{type(error).__name__}: {error}".partition("\n")[0]
            _fail(f"a fault in nabra itself ({what}); please report it with the command you typed and what "
                  f"{DEBUG}=1 prints before it")


def _fail(message):
    if os.environ.get(DEBUG) == "1":
        traceback.print_exc()
    lines = [strip_controls(line) for line in f"nabra: {message}".split("\n")]
    try:
        click.echo("\n".join(lines), err=True)
    except OSError:
        pass  # nobody can be told
    sys.exit(FATAL)


def _usage(error):
    """A mistake on the command line in one sentence: what, where, and what shows the right way."""
    message = " ".join(error.format_message().split()).rstrip(".?").replace(". Did", "; did")
    command = error.ctx.command_path if getattr(error, "ctx", None) else "nabra"
    inner = command.partition(" ")[2]
    return f"{inner}{': ' if inner else ''}{message[:1].lower()}{message[1:]}; see '{command} --help'"


def _speak_plainly():
    """Characters that a terminal cannot show become '?' instead of an error; Windows pipes get UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            piped = sys.platform == "win32" and not stream.isatty()
            stream.reconfigure(errors="replace", **({"encoding": "utf-8"} if piped else {}))


@click.group(cls=_Plain, invoke_without_command=True, context_settings=HELP)
@click.version_option(package_name="nabra")
@click.pass_context
def main(context):
    """Nabra measures which words news outlets choose, in whose voice, and in whose quotation marks."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


if __name__ == "__main__":
    main()
