"""A picture that is too much for the decoder harms nothing but itself."""

import os
import signal
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from edudesk.errors import UserError
from edudesk.services.evidence.decoding import Decoder


def png(width, height, content=b""):
    """Return a PNG that says it is this large; without content its rows are all zero."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compressobj(9)
    packed = content
    if not content:
        line = bytes((width + 7) // 8 + 1)
        packed = b"".join(rows.compress(line) for _ in range(height)) + rows.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def worker_of(decoder):
    assert decoder._worker.pid is not None
    return decoder._worker.pid


def test_two_hundred_megapixels_of_a_phone_are_accepted(drawn, decoder):
    photo = drawn("200MP.jpg", size=(16320, 12240), quality=60)
    started = time.monotonic()
    seen = decoder.study(photo, photo.name)
    assert (seen.width, seen.height) == (16320, 12240)
    assert time.monotonic() - started < 20


def test_more_pixels_than_a_camera_has_are_refused_without_decoding(decoder):
    started = time.monotonic()
    with pytest.raises(UserError, match="picture_too_large"):
        decoder.study(png(100_000, 100_000, b"x"), "bomb.png")
    assert time.monotonic() - started < 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no process by itself; pixels do there")
def test_picture_beyond_the_memory_is_refused_and_the_next_is_read(drawn):
    with Decoder(memory=600 << 20) as small:
        with pytest.raises(UserError, match="picture_too_large"):
            small.study(png(19_000, 19_000), "gross.png")
        assert small.study(drawn("a.jpg"), "a.jpg").width == 640


def test_picture_that_takes_too_long_is_given_up_and_the_next_is_read(drawn):
    with Decoder() as hasty:
        hasty.study(drawn("a.jpg"), "a.jpg")
        hasty._seconds = 0.05
        with pytest.raises(UserError, match="picture_too_slow"):
            hasty.study(png(19_000, 19_000), "slow.png")
        hasty._seconds = 30
        assert hasty.study(drawn("b.jpg"), "b.jpg").width == 640


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that halts a process")
def test_decoder_that_hangs_is_replaced(drawn):
    with Decoder() as own:
        own.study(drawn("a.jpg"), "a.jpg")
        os.kill(worker_of(own), signal.SIGSTOP)
        own._seconds = 0.3
        with pytest.raises(UserError, match="picture_too_slow"):
            own.study(drawn("b.jpg"), "b.jpg")
        own._seconds = 30
        assert own.study(drawn("c.jpg"), "c.jpg").width == 640


def test_decoder_that_dies_is_replaced(drawn):
    with Decoder() as own:
        own.study(drawn("a.jpg"), "a.jpg")
        first = worker_of(own)
        os.kill(first, 9)  # SIGKILL, a name that Windows does not have
        time.sleep(0.2)
        assert own.study(drawn("d.jpg"), "d.jpg").width == 640
        assert worker_of(own) != first


def test_one_worker_serves_a_batch(drawn):
    with Decoder() as own:
        pictures = [drawn(f"{number}.jpg") for number in range(5)]
        workers = {(own.study(picture, picture.name), worker_of(own))[1] for picture in pictures}
        assert len(workers) == 1
    assert own._worker.pid is None


def test_a_program_run_as_a_module_survives_spawning(tmp_path, drawn):
    """As ``python -m edudesk`` does: the worker imports the main module again, which must not run again."""
    (tmp_path / "prog").mkdir()
    (tmp_path / "prog" / "__main__.py").write_text(
        "import sys\nfrom pathlib import Path\nfrom edudesk.services.evidence import examine\n"
        "if __name__ == '__main__':\n    print(examine(Path(sys.argv[1])).width)\n"
    )
    picture = drawn("a.jpg")
    done = subprocess.run(
        [sys.executable, "-m", "prog", picture], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("640", "")


def test_worker_goes_when_the_program_is_killed(tmp_path, drawn):
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom edudesk.services.evidence import Decoder, examine\n"
        "if __name__ == '__main__':\n    own = Decoder()\n    examine(Path(sys.argv[1]), own)\n"
        "    print(own._worker.pid, flush=True)\n    time.sleep(60)\n"
    )
    (tmp_path / "prog.py").write_text(script)
    with subprocess.Popen(
        [sys.executable, tmp_path / "prog.py", drawn("a.jpg")], stdout=subprocess.PIPE, text=True
    ) as program:
        worker = int(program.stdout.readline() if program.stdout else 0)
        program.kill()
        program.wait()
    for _ in range(50):
        if not alive(worker):
            break
        time.sleep(0.1)
    assert not alive(worker)


def alive(pid):
    if sys.platform == "win32":
        import ctypes

        # A process that has ended is there as long as anyone holds it, but no longer to be waited for.
        synchronize, still_running = 0x100000, 0x102
        handle = ctypes.windll.kernel32.OpenProcess(synchronize, False, pid)
        waited = ctypes.windll.kernel32.WaitForSingleObject(handle, 0) if handle else 0
        ctypes.windll.kernel32.CloseHandle(handle)
        return waited == still_running
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
