Attribute VB_Name = "JixiaoRibbon"
Option Explicit

' ASCII only: VBA keeps text in the computer's code page. The Chinese texts stand on the sheet jixiao.conf.

Private Const SECONDS_SHOWN As Long = 20

' Every button of the tab calls this. Its tag is the name of the action.
Public Sub Jixiao_Run(control As IRibbonControl)
    Jixiao_RunAction control.Tag
End Sub

' Python does the work and leaves its result in the status bar for a while.
Public Sub Jixiao_RunAction(ByVal action As String)
    Dim progress As String
    Dim reason As String
    On Error GoTo Failed
    If Not FileExists(GetConfig("INTERPRETER_WIN") & GetConfig("INTERPRETER_MAC")) Then
        Jixiao_Tell "no_python", ""
    Else
        progress = Jixiao_Text(action)
        Application.StatusBar = progress
        RunPython "import jixiao.hosts.excel.actions as a; a.run('" & action & "')"
        If CStr(Application.StatusBar) = progress Then Application.StatusBar = False
        Application.OnTime Now + TimeSerial(0, 0, SECONDS_SHOWN), "'" & ThisWorkbook.Name & "'!Jixiao_ClearStatusBar"
    End If
    Exit Sub
Failed:
    reason = Err.Description
    Application.StatusBar = False
    Jixiao_Tell "not_started", reason
End Sub

' Gives the status bar back to Excel, unless somebody else has written there since.
Public Sub Jixiao_ClearStatusBar()
    Dim title As String
    title = Jixiao_Text("title")
    If Left$(CStr(Application.StatusBar), Len(title)) = title Then Application.StatusBar = False
End Sub

Private Sub Jixiao_Tell(ByVal key As String, ByVal reason As String)
    MsgBox Jixiao_Text(key) & reason, vbExclamation, Jixiao_Text("title")
End Sub

Private Function Jixiao_Text(ByVal key As String) As String
    Jixiao_Text = GetConfig("TEXT_" & UCase$(key))
End Function
