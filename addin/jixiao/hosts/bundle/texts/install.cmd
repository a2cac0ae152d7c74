@echo off
rem Copies Python and jixiao for the present user and puts the buttons into Excel. No administrator is needed.
setlocal EnableExtensions DisableDelayedExpansion
if not defined LOCALAPPDATA goto nowhere
set "SOURCE=%~dp0python"
set "TARGET=%LOCALAPPDATA%\jixiao"
if not exist "%SOURCE%\python.exe" goto incomplete

echo [1/2] Copying to "%TARGET%" ...
robocopy "%SOURCE%" "%TARGET%\python" /MIR /R:1 /W:1 /NFL /NDL /NJH /NJS /NP >nul
if errorlevel 8 goto notcopied
copy /y "%~dp0jixiao.cmd" "%TARGET%\jixiao.cmd" >nul
if errorlevel 1 goto notcopied

echo [2/2] Installing the buttons ...
"%TARGET%\python\python.exe" -I -m jixiao addin install
if errorlevel 1 goto notinstalled
echo Done. Open Excel again.
pause
exit /b 0

:notinstalled
echo.
echo The buttons were not installed, see above. Close all windows of Excel and run this file again.
goto failed

:nowhere
echo LOCALAPPDATA is not set: this is no ordinary user of Windows.
goto failed
:incomplete
echo python\python.exe is missing: copy the whole folder, not only this file.
goto failed
:notcopied
echo Could not copy. Close all windows of Excel and run this file again. Check the space on the disk.
goto failed

:failed
for %%F in ("%~dp0*.txt") do start "" notepad.exe "%%~fF"
pause
exit /b 1
