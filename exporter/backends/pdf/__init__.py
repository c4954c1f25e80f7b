"""Pages → PDF. `write.py` is the recipe; all contact with reportlab is in this folder."""

import sys
from types import ModuleType

# When reportlab is imported it runs ~/.reportlab_mods and ~/.reportlab_settings. Code from there is no part of this
# program, and the bytes of a page must not depend on whose home folder it was made in.
for _name in ("reportlab_mods", "reportlab_settings"):
    sys.modules.setdefault(_name, ModuleType(_name))
