"""Measured processes: workers that take turns, and whole programs with their time and memory."""

import json
import os
import subprocess
import sys
import time

import machine


class Failure(Exception):
    """A process that cannot do what it was asked."""


def environment(threads, **more):
    """A process's environment: thread counts for every library that reads one."""
    count = str(threads)
    result = dict(
        os.environ, OMP_NUM_THREADS=count, OPENBLAS_NUM_THREADS=count, MKL_NUM_THREADS=count,
        VECLIB_MAXIMUM_THREADS=count, TF_CPP_MIN_LOG_LEVEL="3", JAX_PLATFORMS="cpu", CUDA_VISIBLE_DEVICES="",
        PYTHONDONTWRITEBYTECODE="1", **more)
    if threads == 1:
        result["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    return result


class Worker:
    """A process that waits for words; see peers/worker.py."""

    def __init__(self, name, command, threads, log, **more):
        self.name = name
        self.log = log
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            env=environment(threads, **more), preexec_fn=machine.pin(threads))
        self.version = self._read().get("version", "")

    def _read(self):
        line = self.process.stdout.readline()
        if not line:
            raise Failure(f"{self.name} ended with status {self.process.wait()}; see {self.log.name}")
        try:
            values = json.loads(line)
        except ValueError:
            raise Failure(f"{self.name} said {line.strip()!r} instead of a line of JSON") from None
        if "error" in values:
            raise Failure(f"{self.name}: {values['error']}")
        return values

    def ask(self, word):
        try:
            self.process.stdin.write(word + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        return self._read()

    def close(self):
        """Ends the process, and waits until it is gone."""
        try:
            self.process.stdin.write("quit\n")
            self.process.stdin.close()
        except (BrokenPipeError, ValueError):
            pass
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def whole(name, command, threads, log, **more):
    """Runs a program from start to end: its seconds and the most memory it had, in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        env=environment(threads, **more), preexec_fn=machine.pin(threads))
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failure(f"{name} ended with status {process.returncode}; see {log.name}")
    # Linux counts in KiB, macOS in bytes.
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return seconds, memory / 1e6
