@echo off
rem Takes the buttons out of Excel and LibreOffice and removes the copy of Python and jixiao. Workbooks stay as they are.
setlocal EnableExtensions DisableDelayedExpansion
if not defined LOCALAPPDATA goto failed
set "TARGET=%LOCALAPPDATA%\jixiao"
if not exist "%TARGET%\python\python.exe" goto gone

"%TARGET%\python\python.exe" -I -m jixiao addin uninstall
if errorlevel 1 goto failed
rd /s /q "%TARGET%\python"
if exist "%TARGET%\python\python.exe" goto failed
del /q "%TARGET%\jixiao.cmd"
rd "%TARGET%" 2>nul
echo Done.
pause
exit /b 0

:gone
echo It is not installed for this user.
pause
exit /b 0

:failed
echo Not removed. Close all windows of Excel and LibreOffice and run this file again.
pause
exit /b 1
