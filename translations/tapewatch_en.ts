<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>tapewatch::models::RecordFieldsModel</name>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n elements</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tapewatch::models::SourceModel</name>
    <message numerus="yes">
        <source> · %n line(s) not understood</source>
        <translation>
            <numerusform> · %n line not understood</numerusform>
            <numerusform> · %n lines not understood</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln warning</numerusform>
            <numerusform>%Ln warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::ConfigEditor</name>
    <message numerus="yes">
        <source>%Ln pending change(s)</source>
        <translation>
            <numerusform>%Ln pending change</numerusform>
            <numerusform>%Ln pending changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) to correct</source>
        <translation>
            <numerusform>%Ln value to correct</numerusform>
            <numerusform>%Ln values to correct</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::FollowPill</name>
    <message numerus="yes">
        <source>▼ %Ln new line(s)</source>
        <translation>
            <numerusform>▼ %Ln new line</numerusform>
            <numerusform>▼ %Ln new lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new line(s), go to the end</source>
        <translation>
            <numerusform>%Ln new line, go to the end</numerusform>
            <numerusform>%Ln new lines, go to the end</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::MainWindow</name>
    <message numerus="yes">
        <source>%Ln live bot(s)</source>
        <translation>
            <numerusform>%Ln live bot</numerusform>
            <numerusform>%Ln live bots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records, reading %Ln file(s)</source>
        <translation>
            <numerusform>%1 records, reading %Ln file</numerusform>
            <numerusform>%1 records, reading %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied the first %Ln line(s) only</source>
        <translation>
            <numerusform>Copied the first line only</numerusform>
            <numerusform>Copied the first %Ln lines only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln line(s)</source>
        <translation>
            <numerusform>Copied %Ln line</numerusform>
            <numerusform>Copied %Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln path(s) could not be opened</source>
        <translation>
            <numerusform>%Ln path could not be opened</numerusform>
            <numerusform>%Ln paths could not be opened</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::SourceDelegate</name>
    <message numerus="yes">
        <source>%Ln record(s)</source>
        <translation>
            <numerusform>%Ln record</numerusform>
            <numerusform>%Ln records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln warning</numerusform>
            <numerusform>%Ln warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
</context>
</TS>
