"""The lint: what in a workbook Excel would repair or refuse, or would show wrongly; one small file for each part."""

from jixiao.hosts.xlsx.lint.fault import Fault as Fault
from jixiao.hosts.xlsx.lint.package_lint import lint_file as lint_file
from jixiao.hosts.xlsx.lint.package_lint import lint_package as lint_package
