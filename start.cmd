@echo off
chcp 65001 >nul
setlocal
set "PYTHONUTF8=1"
set "LINLI_PYTHON="
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "LINLI_PYTHON=python"
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "LINLI_PYTHON=py -3"
if defined LINLI_PYTHON %LINLI_PYTHON% "%~dp0scripts\start.py" %*
if defined LINLI_PYTHON exit /b
echo 没有找到 Python 3.11 或更新的。请到 https://www.python.org/downloads/ 下载安装，
echo 安装时勾选 Add python.exe to PATH，装好以后再打开一次。
pause
exit /b 1
