"""The command line: exit codes first, then what stands on which stream."""

from __future__ import annotations

import csv
import errno
import gc
import io
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from newsextract import __version__
from newsextract.cli import app

PAGE = """云港市青螺湾集中开工

本报讯 昨日，青螺湾污水处理厂扩建工程
开工。该工程总投资1.2
亿 元，今年8月完成投资３５６０万元，
同比增长14.3％。
"""
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "qingluo-2021-09-14.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*args: object) -> Result:
    """Run the command line in this process; an exception that it lets through fails the test."""
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def start(*args: object, **kwargs: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "newsextract", *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kwargs)  # type: ignore[call-overload,no-any-return]


def on_terminal(*args: object, **variables: str) -> str:
    """Run the command line with a terminal of 80 columns as its standard output; give what it shows."""
    main, other = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    environment |= {"COLUMNS": "80", "TERM": "xterm-256color", **variables}
    command = [sys.executable, "-m", "newsextract", *map(str, args)]
    process = subprocess.Popen(command, stdout=other, stderr=subprocess.DEVNULL, env=environment)
    os.close(other)
    shown = b""
    while True:
        try:
            piece = os.read(main, 4096)
        except OSError:  # Linux says so where the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(main)
    assert process.wait() == 0
    return shown.decode("utf-8")


def broken(folder: Path) -> Path:
    """Make a folder of pattern files with three faults in two files."""
    folder.mkdir()
    (folder / "money.toml").write_text(
        'kind = "money"\n\n[[rule]]\nid = "Bad Id"\nwhy = "w"\npattern = \'(\\d+)元\'\n'
        'examples = [{ text = "<<3元>>" }]\nnever = ["元旦"]\n\n[[rule]]\nid = "open"\nwhy = "w"\n'
        'pattern = \'(?<amount>[元\'\nexamples = [{ text = "<<3元>>" }]\nnever = ["元旦"]\n',
        encoding="utf-8",
    )
    (folder / "date.toml").write_text('kind = "date"\nparts = "x"\n', encoding="utf-8")
    return folder


class TestRoot:
    def test_version(self) -> None:
        result = run("--version")
        assert (result.exit_code, result.stdout) == (0, f"newsextract {__version__}\n")

    def test_no_arguments_show_help(self) -> None:
        assert "parse" in run().output

    def test_help_of_every_command(self) -> None:
        for command in (
            ["parse"],
            ["clean"],
            ["schema"],
            ["explain"],
            ["rules"],
            ["rules", "list"],
            ["rules", "check"],
        ):
            assert run(*command, "--help").exit_code == 0

    def test_starting_imports_nothing_heavy(self) -> None:
        code = "import sys, newsextract.cli; print({'pydantic', 'rich', 'regex', 'jieba'} & set(sys.modules))"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"set()\n"

    def test_only_the_command_that_is_asked_for_is_built(self) -> None:
        code = (
            "import sys, typer.main as t; made = []; build = t.get_command_from_info\n"
            "def get_command_from_info(command_info, **options):\n"
            "    made.append(command_info.callback.__name__)\n"
            "    return build(command_info, **options)\n"
            "t.get_command_from_info = get_command_from_info\n"
            "from newsextract.cli import app\n"
            "try: app(sys.argv[1:])\n"
            "except SystemExit: print(*made, file=sys.stderr)\n"
        )
        for asked, built in ((["schema"], "schema"), (["rules", "list", "money"], "list_rules check_rules")):
            ran = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, check=True, text=True)
            assert ran.stderr.split() == built.split()

    def test_help_lists_every_command(self) -> None:
        listed = [line.split()[0] for line in run("--help").output.partition("Commands:\n")[2].splitlines() if line]
        groups = ["rules", "config", "gold"]
        commands = ["parse", "clean", "text", "articles", "schema", "explain", "batch", "check", "report"]
        assert listed == commands + groups

    def test_a_process_begins_without_searches_for_cycles_and_without_plugins(self) -> None:
        code = (
            "import gc, os, sys; from newsextract.__main__ import main; sys.argv = ['newsextract', 'schema']\n"
            "try: main()\n"
            "except SystemExit: print()\n"
            "loaded = 'importlib.metadata' in sys.modules\n"
            "print('so', gc.get_threshold()[0], os.environ['PYDANTIC_DISABLE_PLUGINS'], loaded)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
        _, threshold, plugins, metadata = ran.stdout.splitlines()[-1].split()
        assert int(threshold) >= 100_000
        assert plugins == "__all__"
        assert metadata == "False"

    def test_what_else_pydantic_asks_of_its_loader_of_plugins_is_there(self) -> None:
        code = (
            "import sys; from newsextract.__main__ import main; sys.argv = ['newsextract', '-V']\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP, get_plugins\n"
            "print(PYDANTIC_ENTRY_POINT_GROUP, list(get_plugins()))"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
        assert ran.stdout.splitlines()[1:] == ["pydantic []"]

    def test_a_process_leaves_after_all_that_waits_for_its_end(self) -> None:
        code = (
            "import atexit, sys, types; from newsextract.__main__ import main\n"
            "class Taken:\n"
            "    def __del__(self): print('taken apart')\n"
            "def run(): atexit.register(print, 'last words'); raise SystemExit(4)\n"
            "kept = Taken(); sys.modules['newsextract.cli'] = types.SimpleNamespace(main=run); main()"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
        assert (ran.returncode, ran.stdout) == (4, "last words\n")

    def test_unknown_command(self) -> None:
        result = run("pars")
        assert result.exit_code == 2
        assert "parse" in result.stderr

    def test_completion_prints_a_script(self) -> None:
        # typer asks the ancestors of a process which shell it is for, and the tests may have none
        environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
        command = [sys.executable, "-m", "newsextract", "--show-completion", "bash"]
        result = subprocess.run(command, env=environment, capture_output=True, check=False, text=True)
        assert result.returncode == 0
        assert "newsextract" in result.stdout
        assert "COMPREPLY" in result.stdout


class TestForms:
    def test_one_page_is_one_object(self, page: Path) -> None:
        result = run("parse", page)
        assert (result.exit_code, result.stderr) == (0, "")
        document = json.loads(result.stdout)
        assert document["schema"] == "newsextract/1"
        assert (document["published"], document["published_from"]) == ("2021-09-14", "name")
        money = [record for record in document["records"] if record["type"] == "money"]
        assert [record["amount"] for record in money] == ["120000000", "35600000"]
        assert all(PAGE[slice(*record["span"])] == record["text"] for record in document["records"])

    def test_json_is_indented_and_keeps_chinese(self, page: Path) -> None:
        stdout = run("parse", page).stdout
        assert stdout.startswith('{\n  "schema"')
        assert "亿" in stdout
        assert stdout.endswith("}\n")

    def test_several_pages_are_an_array(self, page: Path) -> None:
        documents = json.loads(run("parse", page, page).stdout)
        assert [document["source"]["name"] for document in documents] == [page.name, page.name]

    def test_an_array_stays_one_where_only_one_page_succeeds(self, page: Path) -> None:
        assert isinstance(json.loads(run("parse", page, "no-such-page.txt").stdout), list)

    def test_array_and_object_say_the_same(self, tmp_path: Path) -> None:
        path = tmp_path / "p.txt"  # U+2028 is a line break to Python, and none to JSON
        path.write_text("总投资5亿\u2028元，\x85本报讯。", encoding="utf-8")
        assert json.loads(run("parse", path, path).stdout)[0] == json.loads(run("parse", path).stdout)

    def test_jsonl_is_a_document_a_line(self, page: Path) -> None:
        lines = run("parse", page, page, "-f", "jsonl").stdout.splitlines()
        assert [json.loads(line)["source"]["name"] for line in lines] == [page.name, page.name]

    def test_csv_is_a_row_a_record(self, page: Path) -> None:
        stdout = run("parse", page, "-f", "csv").stdout
        assert not stdout.startswith("\ufeff")
        rows = list(csv.DictReader(io.StringIO(stdout, newline="")))
        assert len(rows) == len(json.loads(run("parse", page).stdout)["records"])
        row = next(row for row in rows if row["type"] == "money")
        assert (row["source"], row["published"], row["line"]) == (page.name, "2021-09-14", "4")
        assert (row["amount"], row["currency"], row["text"]) == ("120000000", "CNY", "1.2\n亿 元")
        assert PAGE[int(row["start"]) : int(row["end"])] == row["text"]
        day = next(row for row in rows if row["type"] == "date")
        assert (day["date_start"], day["date_end"]) == ("2021-09-13", "2021-09-13")

    def test_table_when_it_is_asked_for(self, page: Path) -> None:
        stdout = run("parse", page, "-f", "table").stdout
        assert "120 million CNY" in stdout
        assert "+14.3 % yoy" in stdout
        assert "\x1b" not in stdout

    def test_a_terminal_gets_a_table(self, page: Path) -> None:
        shown = on_terminal("parse", page)
        assert "120 million CNY" in shown
        assert "\x1b[" in shown

    def test_no_color(self, page: Path) -> None:
        shown = on_terminal("parse", page, NO_COLOR="1")
        assert "\x1b[3" not in shown  # bold and dim are no colours
        assert "120 million CNY" in shown

    @pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table"])
    @pytest.mark.parametrize("encoding", ["gbk", "ascii"])
    def test_consoles_that_are_not_utf8(self, tmp_path: Path, form: str, encoding: str) -> None:
        path = tmp_path / "p-2021-09-14.txt"
        path.write_text("𠮷祥湾公路工程总投资5亿元。", encoding="utf-8")
        environment = os.environ | {"PYTHONIOENCODING": encoding}
        result = start("parse", path, "-f", form, env=environment)
        stdout, stderr = result.communicate()
        assert (result.returncode, stderr) == (0, b"")
        if form == "json":
            assert "亿元" in stdout.decode("utf-8")

    def test_wrong_form(self, page: Path) -> None:
        result = run("parse", page, "-f", "jsn")
        assert result.exit_code == 2
        assert "table, json, jsonl, csv" in result.stderr
        assert "Did you mean 'json'?" in result.stderr


class TestOptions:
    @pytest.mark.parametrize("types", [["-t", "money,date"], ["-t", "date", "-t", "money"]])
    def test_types(self, page: Path, types: list[str]) -> None:
        records = json.loads(run("parse", page, *types).stdout)["records"]
        assert {record["type"] for record in records} == {"money", "date"}

    def test_unknown_type(self, page: Path) -> None:
        result = run("parse", page, "--type", "money,dates")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "unknown type 'dates'; known: money, percent, date, project. Did you mean 'date'?" in result.stderr

    def test_published_wins_over_the_name(self, page: Path) -> None:
        document = json.loads(run("parse", page, "-d", "1998-03-02").stdout)
        assert (document["published"], document["published_from"]) == ("1998-03-02", "option")

    @pytest.mark.parametrize("day", ["2021-02-30", "20210914", "yesterday", "2021-W01-1", "２０２１-09-14"])
    def test_bad_date(self, page: Path, day: str) -> None:
        result = run("parse", page, "--published", day)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "YYYY-MM-DD" in result.stderr

    def test_group_by_type(self, page: Path) -> None:
        stdout = run("parse", page, "-f", "table", "--group", "type").stdout
        assert stdout.index("Money") < stdout.index("Percent") < stdout.index("Date")

    def test_rejects_in_the_table(self, tmp_path: Path) -> None:
        path = tmp_path / "p-2021-09-14.txt"
        path.write_text("本报讯 会议定于2021年2月30日召开，总投资5亿元。", encoding="utf-8")
        assert "1 rejected (--rejects shows them)" in run("parse", path, "-f", "table").stdout
        shown = run("parse", path, "-f", "table", "--rejects").stdout
        assert "2021年2月30日" in shown
        assert "no such day" in shown

    def test_own_patterns(self, tmp_path: Path) -> None:
        folder = tmp_path / "patterns"
        folder.mkdir()
        (folder / "money.toml").write_text(
            'kind = "money"\nanchor = "贝"\n[words.unit]\n"贝壳" = "XXX"\n[[rule]]\nid = "shell"\nwhy = "w"\n'
            'pattern = \'(?<unit>贝壳)(?<amount>\\d+)枚\'\nexamples = [{ text = "<<贝壳8枚>>" }]\nnever = ["贝壳"]\n',
            encoding="utf-8",
        )
        path = tmp_path / "p-2021-09-14.txt"
        path.write_text("本报讯 一张售30贝壳，另一张售贝壳8枚。", encoding="utf-8")
        records = json.loads(run("parse", path, "--patterns", folder).stdout)["records"]
        found = [(record["rule"], record["amount"], record["currency"]) for record in records]
        assert found == [("money/amount", "30", "XXX"), ("money/shell", "8", "XXX")]

    def test_own_anchor_takes_nothing_away(self, tmp_path: Path) -> None:
        folder = tmp_path / "patterns"
        folder.mkdir()
        (folder / "project.toml").write_text('kind = "project"\nanchor = "贝壳"\n', encoding="utf-8")
        path = tmp_path / "p-2021-09-14.txt"
        path.write_text("本报讯 苍河大桥建成通车，总投资5亿元。", encoding="utf-8")
        records = json.loads(run("parse", path, "--patterns", folder).stdout)["records"]
        assert [record["text"] for record in records if record["type"] == "project"] == ["苍河大桥"]

    def test_broken_patterns_name_every_fault_with_its_line(self, page: Path, tmp_path: Path) -> None:
        folder = broken(tmp_path / "patterns")
        result = run("parse", page, "--patterns", folder)
        assert (result.exit_code, result.stdout) == (2, "")
        lines = result.stderr.splitlines()
        assert lines[0] == f"newsextract: {folder}/date.toml:2: parts must be a table; write [parts]"
        assert f"{folder}/money.toml:3: id 'Bad Id' is not kebab-case" in lines[1]
        assert f"{folder}/money.toml:10: pattern of rule 'open' does not compile" in lines[2]
        assert lines[3:] == ["newsextract: 3 faults in the pattern files"]

    def test_no_pattern_folder(self, page: Path) -> None:
        assert run("parse", page, "--patterns", "no-such-folder").exit_code == 2


class TestStdin:
    def test_bytes_and_a_date_from_the_name(self) -> None:
        process = start("parse", "-", "--stdin-filename", "in-2021-09-14.txt", stdin=subprocess.PIPE)
        stdout, _ = process.communicate(b"\xef\xbb\xbf" + PAGE.encode("utf-8"))
        document = json.loads(stdout)
        assert document["source"]["name"] == "in-2021-09-14.txt"
        assert document["published"] == "2021-09-14"

    def test_without_a_name(self) -> None:
        result = CliRunner().invoke(app, ["parse", "-"], input=PAGE.encode("utf-8"))
        assert result.exit_code == 0
        assert json.loads(result.stdout)["published"] is None
        assert "standard input: 2 dates need the publication date; give --published YYYY-MM-DD" in result.stderr

    def test_only_once(self) -> None:
        assert run("parse", "-", "-").exit_code == 2


class TestFailures:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (None, "no such file (check the path)"),
            ("folder", "is a folder, not a page"),
            (PNG, "is not text"),
            (bytes(range(128, 256)) * 20, "is not text in UTF-8"),
        ],
        ids=["missing", "folder", "image", "noise"],
    )
    def test_a_bad_page_does_not_touch_the_others(self, page: Path, content: bytes | str | None, message: str) -> None:
        bad = page.with_name("bad.txt")
        if content == "folder":
            bad.mkdir()
        elif isinstance(content, bytes):
            bad.write_bytes(content)
        alone, both = run("parse", bad), run("parse", bad, page, "-f", "jsonl")
        assert (alone.exit_code, alone.stdout) == (4, "")
        assert alone.stderr.startswith(f"newsextract: {bad}: {message}")
        assert alone.stderr.count("\n") == 1
        assert both.exit_code == 3
        assert both.stderr == alone.stderr
        assert [json.loads(line)["source"]["name"] for line in both.stdout.splitlines()] == [page.name]

    def test_a_defect_of_ours_costs_one_page(self, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from newsextract import pages

        def fails_once(*_args: object, **_kwargs: object) -> object:
            monkeypatch.undo()
            raise ValueError("half a number")

        monkeypatch.setattr(pages, "extract", fails_once)
        result = run("parse", page, page, "-f", "jsonl")
        assert result.exit_code == 3
        assert "internal error: test_cli.py:" in result.stderr
        assert "ValueError: half a number" in result.stderr
        assert len(result.stdout.splitlines()) == 1

    @pytest.mark.parametrize("text", ["", " \n\n\u3000\n"])
    def test_an_empty_page_is_a_warning(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "empty.txt"
        path.write_text(text, encoding="utf-8")
        result = run("parse", path)
        assert result.exit_code == 0
        assert json.loads(result.stdout)["records"] == []
        assert result.stderr == f"newsextract: warning: {path}: holds no text\n"
        assert run("parse", path, "--quiet").stderr == ""

    def test_open_dates_are_one_warning_a_page(self, tmp_path: Path) -> None:
        path = tmp_path / "p.txt"
        path.write_text("本报讯 昨日，工程开工，今年建成。", encoding="utf-8")
        expected = f"newsextract: warning: {path}: 2 dates need the publication date; give --published YYYY-MM-DD\n"
        assert run("parse", path).stderr == expected
        assert run("parse", path, "-t", "money").stderr == ""

    def test_names_and_text_cannot_drive_the_terminal(self, tmp_path: Path) -> None:
        path = tmp_path / "p\x1b]0;x\x07[red]\u202e-2021-09-14.txt"
        path.write_text("本报讯 \x1b[31m[red]总投资5亿元[/x]\u202e，\x07建成。", encoding="utf-8")
        for arguments in (["parse", path, "-f", "table"], ["parse", f"{path}x"], ["explain", path, "-n", "1"]):
            result = run(*arguments)
            assert not {"\x1b", "\x07", "\u202e"} & set(result.output)
            assert "[red]" in result.output

    def test_a_name_that_is_not_utf8(self, tmp_path: Path) -> None:
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/p\xff-2021-09-14.txt"))
        path.write_text(PAGE, encoding="utf-8")
        process = start("parse", path)
        stdout, stderr = process.communicate()
        assert (process.returncode, stderr) == (0, b"")
        assert json.loads(stdout)["source"]["name"] == "p\\xff-2021-09-14.txt"

    def test_closed_pipe(self, page: Path) -> None:
        process = start("parse", *[page] * 60, "-f", "jsonl")
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0

    def test_interrupt(self, tmp_path: Path) -> None:
        page = tmp_path / "p.txt"
        os.mkfifo(page)
        process = start("parse", page)
        with page.open("wb"):  # opens when the command has begun to read
            process.send_signal(signal.SIGINT)
            _, stderr = process.communicate(timeout=60)
        assert process.returncode == 130
        assert stderr == b"newsextract: interrupted\n"


class TestOutput:
    @pytest.mark.parametrize(
        ("name", "begins"), [("o.json", "{"), ("o.jsonl", "{"), ("o.csv", "\ufeffsource,"), ("o", "{")]
    )
    def test_the_name_says_the_form(self, page: Path, tmp_path: Path, name: str, begins: str) -> None:
        result = run("parse", page, "-o", tmp_path / name)
        assert (result.exit_code, result.output) == (0, "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([page.name, name])

    def test_a_table_in_a_file_has_no_colours(self, page: Path, tmp_path: Path) -> None:
        run("parse", page, "-o", tmp_path / "o.txt", "-f", "table")
        text = (tmp_path / "o.txt").read_text(encoding="utf-8")
        assert "120 million CNY" in text
        assert "\x1b" not in text

    def test_failure_leaves_the_old_file(self, page: Path, tmp_path: Path) -> None:
        output = tmp_path / "o.json"
        output.write_text("old", encoding="utf-8")
        assert run("parse", "no-such-page.txt", "-o", output).exit_code == 4
        assert output.read_text(encoding="utf-8") == "old"
        assert run("parse", page, "no-such-page.txt", "-o", output).exit_code == 3
        assert len(json.loads(output.read_text(encoding="utf-8"))) == 1

    def test_a_page_is_never_written_over(self, page: Path, tmp_path: Path) -> None:
        before = page.read_bytes()
        link = tmp_path / "link.json"
        link.symlink_to(page)
        for command in (["parse", page], ["text", page], ["articles", page], ["report", page]):
            for output in (page, link):
                result = run(*command, "-o", output)
                assert (result.exit_code, "is read here, and would be lost" in result.stderr) == (2, True), command
        assert page.read_bytes() == before

    @pytest.mark.parametrize("command", ["parse", "text", "articles", "report"])
    def test_a_page_on_standard_input_is_never_written_over(self, command: str, page: Path) -> None:
        before = page.read_bytes()
        with page.open("rb") as stream:
            process = start(command, "-", "-o", page, stdin=stream)
            _, stderr = process.communicate(timeout=60)
        assert process.returncode == 2
        assert stderr.decode() == f"newsextract: {page}: is read here, and would be lost (name another file to write)\n"
        assert page.read_bytes() == before

    def test_what_standard_input_is_not_may_be_written(self, page: Path, tmp_path: Path) -> None:
        (tmp_path / "o.json").write_text("old", encoding="utf-8")
        (tmp_path / "-").write_text("old", encoding="utf-8")
        for output in ("o.json", tmp_path / "-", "/dev/null"):
            with page.open("rb") as stream:
                process = start("parse", "-", "-q", "-o", output, stdin=stream, cwd=tmp_path)
                assert process.communicate(timeout=60) == (b"", b""), output
            assert process.returncode == 0
        with Path(os.devnull).open("rb") as stream:
            assert start("parse", "-", "-q", "-o", "/dev/null", stdin=stream).wait(60) == 0

    @pytest.mark.parametrize("command", ["parse", "text", "articles", "report", "gold new"])
    def test_where_nothing_can_be_written_is_one_line(
        self, command: str, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuses(*_args: object, **_kwargs: object) -> object:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), "there")

        output = tmp_path / "o.json"
        with monkeypatch.context() as patch:  # as on a file system that is mounted to be read: not even nothing goes
            for name in ("open", "unlink"):
                real = getattr(Path, name)
                patch.setattr(
                    Path, name, lambda at, *a, _r=real, **k: (refuses if at.suffix == ".tmp" else _r)(at, *a, **k)
                )
            result = run(*command.split(), page, "-o", output)
        assert result.exit_code == 4
        assert result.stderr == f"newsextract: {output}: cannot be written: Read-only file system\n"

    @pytest.mark.parametrize("command", ["parse", "articles"])
    def test_the_name_wins_over_the_configured_form_and_a_flag_over_both(
        self, command: str, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(f"NEWSEXTRACT_{command.upper()}_FORMAT", "json")
        named, flag = ("named.csv", "table") if command == "parse" else ("named.md", "txt")
        other = "other.md" if command == "parse" else "other.csv"  # which say nothing of a form of this command
        for name, *flags in ((named,), ("unnamed",), (other,), ("flag.json", "-f", flag)):
            assert run(command, page, "-o", tmp_path / name, *flags).exit_code == 0
        begins = [(tmp_path / name).read_text(encoding="utf-8")[0] for name in (named, "unnamed", other, "flag.json")]
        assert [begin in "{[" for begin in begins] == [False, True, True, False]

    def test_a_table_of_projects_needs_projects(self, page: Path) -> None:
        result = run("parse", page, "-f", "projects", "-t", "money")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "add project to --type" in result.stderr

    @pytest.mark.parametrize("name", ["gb99", "base64", "rot13", "idna2", "idna", "punycode"])
    def test_an_encoding_that_is_none_is_a_wrong_option(self, page: Path, name: str) -> None:
        result = run("parse", page, "--encoding", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert name in result.stderr

    @pytest.mark.parametrize("name", ["utf-16-le", "utf-16", "utf-32", "GB18030"])
    def test_an_encoding_of_wide_characters_is_one(self, tmp_path: Path, name: str) -> None:
        page = tmp_path / "wide.txt"
        page.write_bytes("总投资2亿元。".encode(name))
        result = run("parse", page, "--encoding", name, "-f", "csv", "-q")
        assert (result.exit_code, "200000000" in result.stdout) == (0, True)

    def test_nothing_half_written(self, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def stops(*_args: object) -> object:
            yield "half"
            raise KeyboardInterrupt

        monkeypatch.setattr("newsextract.cli.render", stops)
        result = run("parse", page, "-o", tmp_path / "o.json")
        assert result.exit_code == 130
        assert [path.name for path in tmp_path.iterdir()] == [page.name]

    def test_no_such_folder(self, page: Path, tmp_path: Path) -> None:
        result = run("parse", page, "-o", tmp_path / "none" / "o.json")
        assert result.exit_code == 2
        assert "its folder does not exist" in result.stderr

    def test_a_folder(self, page: Path, tmp_path: Path) -> None:
        assert run("parse", page, "-o", tmp_path).exit_code == 2

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_full_disk(self, page: Path) -> None:
        result = run("parse", page, "-o", "/dev/full")
        assert result.exit_code == 4
        assert "newsextract: /dev/full: cannot be written: No space left on device" in result.stderr
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "newsextract", "parse", str(page)]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 4
        assert done.stderr == b"newsextract: standard output: cannot be written: No space left on device\n"


class TestOtherCommands:
    def test_clean_parts_blocks_by_an_empty_line(self, page: Path) -> None:
        result = run("clean", page)
        assert result.exit_code == 0
        assert "总投资1.2亿元，今年8月完成投资3560万元，同比增长14.3%。" in result.stdout
        assert result.stdout.startswith("云港市青螺湾集中开工\n\n本报讯")

    def test_clean_of_an_empty_page(self, tmp_path: Path) -> None:
        (tmp_path / "p.txt").write_text("\n", encoding="utf-8")
        assert run("clean", tmp_path / "p.txt").stdout == ""

    def test_clean_of_no_page(self) -> None:
        result = run("clean", "no-such-page.txt")
        assert (result.exit_code, result.stdout) == (4, "")

    def test_documents_keep_to_the_schema(self, page: Path) -> None:
        jsonschema = pytest.importorskip("jsonschema")
        schema = json.loads(run("schema").stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(run("parse", page).stdout), schema)

    def test_rules_list_in_a_pipe_is_a_line_a_rule(self) -> None:
        lines = run("rules", "list", "money").stdout.splitlines()
        assert all(line.count("\t") == 4 and line.startswith("money/") for line in lines)
        assert len(run("rules", "list").stdout.splitlines()) > len(lines)

    def test_rules_list_on_a_terminal_is_a_table(self) -> None:
        assert "examples  never  gaps" in on_terminal("rules", "list", "percent", NO_COLOR="1", TERM="dumb")

    def test_rules_of_an_unknown_kind(self) -> None:
        result = run("rules", "list", "mony")
        assert result.exit_code == 2
        assert "Did you mean 'money'?" in result.stderr

    def test_rules_check_puts_failures_on_stdout_and_the_summary_on_stderr(self, tmp_path: Path) -> None:
        (tmp_path / "money.toml").write_text(
            'kind = "money"\n[[rule]]\nid = "odd"\nwhy = "w"\npattern = \'(?<amount>\\d+)(?<unit>元)\'\n'
            'examples = [{ text = "<<3元钱>>" }]\nnever = ["元旦"]\n',
            encoding="utf-8",
        )
        result = run("rules", "check", "money", "--patterns", tmp_path)
        assert result.exit_code == 1
        assert (
            f"{tmp_path}/money.toml:2: money/odd: <<3元钱>>: expected '3元钱' at 0–3; found '3元' at 0–2"
            in result.stdout
        )
        assert "rules, " in result.stderr
        assert "failed" in result.stderr


class TestExplain:
    def test_record(self, page: Path) -> None:
        result = run("explain", page, "--line", "4")
        assert result.exit_code == 0
        assert "开工。该工程总投资1.2" in result.stdout
        assert "<<开工。该工程总投资1.2>>亿元" in result.stdout
        assert "money/amount  1.2亿元" in result.stdout
        assert "amount '1.2亿'" in result.stdout
        assert "120 million CNY" in result.stdout
        assert "'1.2\\n亿 元' at" in result.stdout

    def test_blanks_are_shown(self, page: Path) -> None:
        assert "亿·元" in run("explain", page, "-n", "5").stdout

    def test_facts(self, page: Path) -> None:
        stdout = run("explain", page, "--line", "4").stdout
        assert "facts/sum  1.2 亿 元" in stdout
        assert "青螺湾污水处理厂扩建工程  total_investment  120000000" in stdout
        assert "facts/stage  开工" in stdout
        assert "start_date" not in stdout  # 昨日 stands on another line

    def test_reject(self, tmp_path: Path) -> None:
        path = tmp_path / "p.txt"
        path.write_text("本报讯 会议定于2021年2月30日召开。", encoding="utf-8")
        stdout = run("explain", path, "-n", "1").stdout
        assert "reject  no such day" in stdout

    def test_line_without_text_and_without_match(self, page: Path) -> None:
        assert "no text stands on this line" in run("explain", page, "-n", "2").stdout

    def test_no_such_line(self, page: Path) -> None:
        result = run("explain", page, "-n", "99")
        assert result.exit_code == 2
        assert "has no line 99 (it has 6)" in result.stderr


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_standard_output_has_a_name_too(name: str, page: Path, tmp_path: Path) -> None:
    process = start("parse", page, "-f", "json", "-o", name, cwd=tmp_path)
    stdout, _ = process.communicate(timeout=60)
    assert json.loads(stdout)["schema"] == "newsextract/1"
    assert process.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == [page.name]


@pytest.mark.parametrize(
    ("closed", "code", "said"), [("<&-", 0, ""), (">&-", 4, "newsextract: standard output: "), ("2>&-", 0, "")]
)
def test_closed_standard_streams_are_one_line_at_most(closed: str, code: int, said: str, page: Path) -> None:
    command = f'"$0" -m newsextract parse "$1" -f json {closed}'
    process = subprocess.run(
        ["sh", "-c", command, sys.executable, page], check=False, capture_output=True, text=True, timeout=60
    )
    assert process.returncode == code
    assert process.stderr.startswith(said)
    assert len(process.stderr.splitlines()) == bool(said)
    assert ("青螺湾" in process.stdout) == (not said)


def test_an_interrupt_before_the_command_line_stands_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from newsextract.__main__ import main

    class Interrupted:
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "newsextract.cli", Interrupted())
    threshold = gc.get_threshold()
    try:
        with pytest.raises(SystemExit) as ended:
            main()
    finally:
        gc.set_threshold(*threshold)
    assert ended.value.code == 130
    assert capsys.readouterr().err == "newsextract: interrupted\n"


def test_a_name_that_says_another_form_is_a_warning(page: Path, tmp_path: Path) -> None:
    result = run("parse", page, "-o", tmp_path / "out.xlsx")
    assert result.exit_code == 0
    assert "out.xlsx: holds json, which its name does not say (name it .json)" in result.stderr


def test_no_name_is_no_page() -> None:
    result = run("parse", "")
    assert result.exit_code == 4
    assert "is no name of a file" in result.stderr


EMPTY = (
    "parse p.txt -o|text p.txt -o|articles p.txt -o|report p.txt -o|batch p.txt -o|gold new p.txt -o|"
    "gold export p.json --to brat -o|gold import p.json --from brat -o|check p.json -o|check p.json --floors|"
    "check p.json --baseline|check p.json --predictions|check p.json --pages|parse p.txt --patterns|"
    "rules list --patterns|report p.txt --gold|gold new|gold verify|gold diff p.json|check|gold import --from brat -o x"
)


@pytest.mark.parametrize("command", EMPTY.split("|"))
def test_no_name_is_not_the_folder_that_a_command_runs_in(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.txt").write_text(PAGE, encoding="utf-8")
    result = run(*command.split(), "")
    assert (result.exit_code, result.stdout) == (2, "")
    last = command.rsplit(maxsplit=1)[-1]
    option = {"-o": "--output ''"}.get(last, f"{last} ''" if last.startswith("--") else "''")
    assert result.stderr.startswith("newsextract: ")
    assert f"{option}: is no name of a file or folder (name one; . is the folder here)" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["p.txt"]


def test_a_source_or_a_configuration_without_a_name_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.txt").write_text(PAGE, encoding="utf-8")
    for command in (["batch", "", "-o", "out"], ["report", "", "-o", "out.html"], ["clean", ""]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (4, ""), command
        assert result.stderr.startswith("newsextract: '': is no name of a file (name ")
        assert len(result.stderr.splitlines()) == 1
    result = run("--config", "", "schema")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("newsextract: --config '': is no name of a file or folder")
    assert [path.name for path in tmp_path.iterdir()] == ["p.txt"]
    assert run("batch", "", "p.txt", "-o", "out").exit_code == 3
    assert (tmp_path / "out" / "p.txt.json").is_file()


def test_facts_quote_the_page_where_their_records_were_not_asked_for(page: Path) -> None:
    page.write_text("云渡大桥项目总投资2亿美元，2019年5月开工。", encoding="utf-8")
    document = json.loads(run("parse", page, "-t", "project", "-f", "json").stdout)
    assert {record["type"] for record in document["records"]} == {"project"}
    text = page.read_text(encoding="utf-8")
    quoted = {fact["field"]: text[slice(*fact["evidence"])] for fact in document["facts"]}
    assert quoted["total_investment"] == "2亿美元"
    assert quoted["start_date"] == "2019年5月"


def test_a_row_of_projects_has_its_currency_whatever_types_were_asked_for(page: Path) -> None:
    page.write_text("云渡大桥项目总投资2亿美元。", encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(run("parse", page, "-t", "project", "-f", "projects").stdout.lstrip("\ufeff")))
    assert (row["total_investment"], row["total_investment_currency"]) == ("200000000", "USD")


def test_explain_of_a_line_without_end_looks_at_what_stands_near(page: Path) -> None:
    page.write_text("总投资1.2亿元，" * 300, encoding="utf-8")
    result = run("explain", page, "--line", 1)
    assert result.exit_code == 0
    assert result.stdout.count("money/amount") == 300


def test_closed_standard_input_is_no_empty_page() -> None:
    command = '"$0" -m newsextract parse - -f json <&-'
    process = subprocess.run(["sh", "-c", command, sys.executable], check=False, capture_output=True, text=True)
    assert process.returncode == 4
    assert process.stdout == ""
    assert process.stderr.startswith("newsextract: standard input: cannot be read")
