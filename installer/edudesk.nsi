; The installer for one person: no administrator, no network. Built from the folder frozen on Windows by
;   python installer/pack.py dist/EduDesk dist
; Archives are never touched, neither by installing nor by uninstalling, wherever they lie.

Unicode true
Target amd64-unicode
ManifestSupportedOS all
ManifestDPIAware true
!include MUI2.nsh
!include WinVer.nsh
!include LogicLib.nsh
!include FileFunc.nsh

Name "EduDesk"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\EduDesk"
InstallDirRegKey HKCU "Software\EduDesk" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
BrandingText "EduDesk ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "EduDesk"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "EduDesk"
VIAddVersionKey "LegalCopyright" "MIT"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\EduDesk"
; Windows 10 version 1809, the oldest that Qt runs on.
!define OLDEST_BUILD 17763
!define TOO_OLD 3
!define STILL_OPEN 4
; Half seconds that a silent run waits for the program to be closed.
!define PATIENCE 60

!define MUI_ICON "edudesk.ico"
!define MUI_UNICON "edudesk.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\EduDesk.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; Windows' own language chooses; the first is for all others.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString TooOld ${LANG_SIMPCHINESE} "EduDesk 需要 Windows 10（1809）或更新的系统。没有安装任何东西。"
LangString TooOld ${LANG_ENGLISH} "EduDesk needs Windows 10 (1809) or newer. Nothing was installed."
LangString Running ${LANG_SIMPCHINESE} "EduDesk 正开着。先关上它，再点“重试”。"
LangString Running ${LANG_ENGLISH} "EduDesk is open. Close it, then choose Retry."

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel ${TOO_OLD}
    Abort
  ${EndIf}
FunctionEnd

; A program that runs cannot be written to.
!macro LookAt PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      StrCpy $R0 "open"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

!macro WaitUntilClosed PREFIX
Function ${PREFIX}WaitUntilClosed
  StrCpy $R1 0
  ${Do}
    StrCpy $R0 "closed"
    !insertmacro LookAt "EduDesk.exe"
    !insertmacro LookAt "edudesk-cli.exe"
    ${If} $R0 == "closed"
      ${Break}
    ${EndIf}
    IntOp $R1 $R1 + 1
    ${If} ${Silent}
    ${AndIf} $R1 < ${PATIENCE}
      Sleep 500
    ${Else}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$(Running)" /SD IDCANCEL IDCANCEL`
        SetErrorLevel ${STILL_OPEN}
        Abort
      ${EndIf}
    ${EndIf}
  ${Loop}
  ClearErrors
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Section "EduDesk"
  Call WaitUntilClosed
  ; Libraries of an older version must not stay beside the new ones.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\EduDesk.lnk" "$INSTDIR\EduDesk.exe"
  ; Who took the sign off the desktop does not find it there again after an update.
  ReadRegStr $0 HKCU "Software\EduDesk" "Folder"
  ${If} $0 != "$INSTDIR"
    CreateShortcut "$DESKTOP\EduDesk.lnk" "$INSTDIR\EduDesk.exe"
  ${EndIf}
  WriteRegStr HKCU "Software\EduDesk" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "EduDesk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\EduDesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "EduDesk"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
  SetOutPath "$TEMP"
  Delete "$SMPROGRAMS\EduDesk.lnk"
  Delete "$DESKTOP\EduDesk.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\EduDesk.exe"
  Delete "$INSTDIR\edudesk-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  ; Only when empty, here and below: an archive beside the program or in its usual place stays.
  RMDir "$INSTDIR"
  Delete "$LOCALAPPDATA\EduDesk\settings.json"
  Delete "$LOCALAPPDATA\EduDesk\settings.damaged.json"
  Delete "$LOCALAPPDATA\EduDesk\edudesk.log*"
  Delete "$LOCALAPPDATA\EduDesk\crash-*.txt"
  RMDir "$LOCALAPPDATA\EduDesk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\EduDesk"
SectionEnd
