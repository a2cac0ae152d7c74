"""Files made to do harm or to wear the reader out, each with the sentence that answers it (behind its name).

Where there is no sentence the file is read, and the findings of the table in it must come all the same.
"""

from hostile_archives import ARCHIVES
from hostile_markup import MARKUP
from hostile_others import FRAMEWORKS, OTHERS
from hostile_packages import Hostile
from hostile_parts import PARTS
from hostile_sheets import SHEETS

HOSTILE: dict[str, Hostile] = ARCHIVES | MARKUP | SHEETS | PARTS | FRAMEWORKS | OTHERS
