#!/bin/sh
# 打开采编台：第一次先装好所需。sh start.sh 看样报，sh start.sh 文件夹 打开那里的报纸，sh start.sh init 文件夹 办一份自己的。
here=$(cd "$(dirname "$0")" && pwd) || exit 1
for python in python3 python python3.14 python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" "$here/scripts/start.py" "$@"
    fi
done
echo "没有找到 Python 3.11 或更新的。请先安装：https://www.python.org/downloads/ （Debian、Ubuntu：sudo apt-get install python3 python3-venv），再打开一次。" >&2
exit 1
