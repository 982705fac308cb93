@echo off
rem A folder of exports is dropped on this file: its report is written beside it, as a page, and opens.
rem In ASCII: a console reads this file before it is told which letters it holds. What there is to say, funnel says.
setlocal DisableDelayedExpansion
chcp 65001 >nul
if "%~1"=="" (
  "%~dp0program\node.exe" "%~dp0program\bin\funnel.js"
  pause
  exit /b 2
)
rem Windows hands on a name without blanks as it is, and a console cuts it at an ampersand: what is left may be another
rem folder, and its report a wrong one. So what the console was told is held against what came of it.
set given=%*
setlocal EnableDelayedExpansion
set "given=!given:"=!"
set "told=!cmdcmdline:"=!"
set "tail=!told:*Drop a folder here.cmd =!"
if not "!tail!"=="!told!" (
  for /l %%i in (1,1,3) do (
    if "!tail:~-1!"==" " set "tail=!tail:~0,-1!"
    if "!given:~-1!"==" " set "given=!given:~0,-1!"
  )
  if not "!tail!"=="!given!" (
    "%~dp0program\node.exe" "%~dp0program\rename.js"
    pause
    exit /b 2
  )
)
endlocal
set "page=%~f1"
if "%page:~-1%"=="\" set "page=%page%funnel"
set "page=%page%.funnel.html"
"%~dp0program\node.exe" "%~dp0program\bin\funnel.js" report %* -f html -o "%page%"
set code=%errorlevel%
rem 0: it is there; 1: it is there, and a gate of funnel.yaml does not hold.
if %code% leq 1 start "" "%page%"
if not %code%==0 pause
exit /b %code%
