"""What the backups and undo say where they refuse; the door fills in the file's name."""

BACKUP_DENIED = (
    "没有写入“{name}”：写入前的备份放不进文件夹“.jixiao-backup”（没有写权限或被占用），原文件没有改动；"
    "请检查这个文件夹的权限后再试。"
)
BACKUP_FULL = "没有写入“{name}”：磁盘空间不足，放不下写入前的备份，原文件没有改动；请清理磁盘后再试。"
BACKUP_FAILED = "没有写入“{name}”：磁盘或网络出错，写入前的备份没有存好，原文件没有改动；请把文件复制到本机后再试。"
NO_FOLDER = "没有写入“{name}”：同一文件夹里的“.jixiao-backup”不是普通文件夹，放不了写入前的备份；请把它移走后再试。"
LOCKED = "没有写入“{name}”：另一个 jixiao 正在往同一文件夹写入，请稍后再试。"
IS_A_BACKUP = "“{name}”是撤销用的备份，没有写入；请先把它复制到“.jixiao-backup”之外，再对复制件操作。"

NOTHING_TO_UNDO = (
    "“{name}”没有可以撤销的步骤：这个文件夹里没有它的备份。"
    "如果文件是移动或改名来的，备份在原来的文件夹里，记在原来的名字下。"
)
NOTHING_LEFT = "“{name}”没有可以再撤销的步骤，没有改动；请用 --list 查看。"
RECORD_LOST = (
    "“{name}”没有改动：备份的记录缺失或读不出来，不能撤销；最近一份备份是“.jixiao-backup/{copy}”，可以复制出来使用。"
)
RECORD_UNREADABLE = "“{name}”没有改动：磁盘或网络出错，或没有权限，读不了文件夹“.jixiao-backup”，请稍后再试。"
RENAMED = (
    "“{name}”没有备份；它的内容与“{old}”在 {time}“{caption}”之后的一样，像是改了名。"
    "请改回“{old}”后再撤销，或直接取用备份“.jixiao-backup/{copy}”。"
)
FILE_IS_GONE = "没有找到文件“{name}”；它的备份还在，最近一份是“.jixiao-backup/{copy}”，可以复制出来使用。"
TOO_FEW = "“{name}”只能撤销 {available} 步，没有改动；请减小 --steps，先用 --list 看有哪些步骤。"
CHANGED = (
    "“{name}”在 {time}“{caption}”之后又改过，恢复会丢掉这些改动，所以没有动它。"
    "只想取回那之前的内容，请复制备份“.jixiao-backup/{copy}”；不要这些改动，请加 --force（现在的内容也会留一份备份）。"
)
COPY_LOST = "“{name}”没有改动：备份“.jixiao-backup/{copy}”读不出来或已不在，不能恢复；请用 --list 看还有哪些步骤。"
COPY_CHANGED = "“{name}”没有改动：备份“.jixiao-backup/{copy}”被改动过，不是原来的内容；确实要用，请自己把它复制出来。"
NOTHING_TO_REDO = "“{name}”没有刚撤销的步骤可以恢复，没有改动。"
