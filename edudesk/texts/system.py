"""What the operating system says when it refuses, in the reader's language: its own words come in one."""

import errno
import sys

from edudesk.texts import Label

_REASONS = {
    errno.EACCES: Label("没有权限", "no permission"),
    errno.EPERM: Label("没有权限", "no permission"),
    errno.EROFS: Label("磁盘是只读的", "the disk is read-only"),
    errno.ENOENT: Label("文件或文件夹不存在", "there is no such file or folder"),
    errno.ENOTDIR: Label("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.EISDIR: Label("这是一个文件夹", "it is a folder"),
    errno.ENAMETOOLONG: Label("名称太长", "the name is too long"),
    errno.ELOOP: Label("快捷链接绕成了一圈", "its links lead in a circle"),
    errno.EIO: Label("磁盘读写出错", "the disk cannot be read or written"),
    errno.ENODEV: Label("设备已不在", "the device is gone"),
    errno.ENXIO: Label("设备已不在", "the device is gone"),
    errno.EBUSY: Label("正被别的程序占用", "another program holds it"),
    errno.EMFILE: Label("打开的文件太多", "too many files are open"),
    errno.EINVAL: Label("名称里有系统不接受的字符", "the system does not accept its name"),
}
if sys.platform == "win32":
    # Windows has one number for what is forbidden and for what Excel or a virus scanner holds open.
    _REASONS[errno.EACCES] = Label(
        "没有权限，或正被别的程序占用", "no permission, or another program holds it"
    )


def reason(fault: OSError) -> Label:
    """Return in few words why the system refused; an unusual fault is told by its number."""
    number = fault.errno or 0
    unusual = Label(f"系统错误 {number}", fault.strerror or f"system error {number}")
    return _REASONS.get(number, unusual)
