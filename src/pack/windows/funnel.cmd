@"%~dp0program\node.exe" "%~dp0program\bin\funnel.js" %*
