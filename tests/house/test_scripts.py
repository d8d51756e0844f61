"""The scripts say in one line what keeps them from going on, and what to do about it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = (
    "sh",
    "dirname",
    "basename",
    "cat",
    "cksum",
    "grep",
    "mktemp",
    "sleep",
    "df",
    "awk",
    "uname",
    "sed",
    "tail",
    "rm",
    "date",
)


@pytest.fixture
def bare(tmp_path):
    """A fresh clone's scripts on a machine with no Python at all: its folder and its environment."""
    shutil.copytree(ROOT / "script", tmp_path / "clone/script")
    shutil.copytree(ROOT / "requirements", tmp_path / "clone/requirements")
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool))
    return tmp_path / "clone", {"PATH": str(programs), "HOME": str(tmp_path)}


def python(folder, version):
    """A program that says that it is a Python of a version, and is new enough or not as that version is."""
    file = folder / "python3"
    status = 0 if version >= "3.11" else 1
    file.write_text(
        f'#!/bin/sh\ncase "$*" in --version) echo Python {version};; *ensurepip*) exit 1;; *) exit {status};; esac\n',
        encoding="utf-8",
    )
    file.chmod(0o755)


def said(folder, env, *command):
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    return line


def test_no_python_is_said_with_what_to_do(bare):
    folder, env = bare
    assert said(folder, env, "script/bootstrap").endswith(
        "Python 3.11 or newer is needed, and none was found (no python3)."
        " Install one, or name it: PYTHON=/path/to/python3.11 script/bootstrap"
    )


def test_an_old_python_is_named(bare):
    folder, env = bare
    python(Path(env["PATH"]), "3.10.4")
    assert "none was found (Python 3.10.4)" in said(folder, env, "script/server")


def test_a_python_that_was_named_and_will_not_do_is_not_replaced_by_another(bare):
    folder, env = bare
    python(Path(env["PATH"]), "3.12.1")
    line = said(folder, {**env, "PYTHON": "/no/such/python"}, "script/test")
    assert "PYTHON=/no/such/python is not a Python of 3.11 or newer" in line


def test_a_python_without_venv_is_said_with_debians_package(bare):
    folder, env = bare
    python(Path(env["PATH"]), "3.12.1")
    assert "apt-get install python3-venv" in said(folder, env, "script/bootstrap")


@pytest.mark.parametrize("port", ["eighty", "80000", "-1"])
def test_a_port_that_is_none_is_refused_before_anything_is_made(bare, port):
    folder, env = bare
    assert "PORT=8001 script/server" in said(folder, {**env, "PORT": port}, "script/server")
    assert not (folder / ".venv").exists()


def test_a_port_that_is_taken_is_named_with_the_next_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        env = {**os.environ, "PORT": str(port)}
        assert said(ROOT, env, "script/server") == (
            f"server: Port {port} is taken. Stop what uses it, or choose another: PORT={port + 1} script/server"
        )


def test_a_bench_that_does_not_exist_is_answered_with_those_that_do(bare):
    folder, env = bare
    assert "Say what to measure" in said(folder, env, "script/bench", "nothing")


@pytest.mark.parametrize("script", ["bootstrap", "server", "test", "check", "bench", "pin", "setup.sh"])
def test_every_script_is_plain_sh(script):
    done = subprocess.run(["/bin/sh", "-n", str(ROOT / "script" / script)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
