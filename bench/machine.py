"""The machine that measures: what it is in words, which processors a process may use, whether it is quiet."""

import os
import pathlib
import platform
import subprocess
import time


def _command(*words):
    done = subprocess.run(words, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def _cpuinfo(key):
    path = pathlib.Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(key)), "")


def _caches():
    """`1 MiB of L2 a core, 32 MiB of L3`, as far as the system tells."""
    found = []
    for index in sorted(pathlib.Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        level, size = (index / "level").read_text().strip(), (index / "size").read_text().strip()
        if level in "23":
            amount = int(size.rstrip("K")) / 1024
            found.append(f"{amount:g} MiB of L{level}" + (" a core" if level == "2" else ""))
    return ", ".join(found)


def description():
    """One sentence."""
    if platform.system() == "Darwin":
        memory = int(_command("sysctl", "-n", "hw.memsize") or 0) / 2**30
        name = _command("sysctl", "-n", "machdep.cpu.brand_string")
        return f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, macOS on {platform.machine()}"
    name = _cpuinfo("model name") or _cpuinfo("CPU part") or "an unnamed processor"
    flags = _cpuinfo("flags") + _cpuinfo("Features")
    vectors = next((word for flag, word in (
        ("avx512f", "AVX-512"), ("avx2", "AVX2"), ("asimd", "NEON")) if flag in flags), "no vectors known")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kind = "virtual machine" if "hypervisor" in flags else "machine"
    parts = [f"{len(processors())}-core {kind} with {name}", vectors, _caches(), f"{memory:.0f} GiB of memory",
             f"Linux on {platform.machine()}"]
    return ", ".join(part for part in parts if part)


def processors():
    """The numbers of the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def pin(threads):
    """What a new process calls to stay on its first `threads` processors; macOS has no way to ask for it."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    chosen = processors()[:threads]
    return lambda: os.sched_setaffinity(0, chosen)


def busy(seconds=1.0):
    """The share of all processors' time that something else takes, or None where the system does not tell."""
    path = pathlib.Path("/proc/stat")
    if not path.exists():
        return None

    def times():
        values = [int(v) for v in path.read_text().split("\n", 1)[0].split()[1:]]
        return sum(values), values[3] + values[4]

    all_before, idle_before = times()
    time.sleep(seconds)
    all_after, idle_after = times()
    return 1 - (idle_after - idle_before) / max(1, all_after - all_before)
