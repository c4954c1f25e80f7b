"""Run a command and print what it took: CPU seconds, peak memory in bytes, exit code; what it says goes to stderr.

It is a process of its own because the peak of a child counts what the process that forked it had in memory. So it
imports next to nothing.
"""

import os
import sys

child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes there, kilobytes elsewhere
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, os.waitstatus_to_exitcode(status))
