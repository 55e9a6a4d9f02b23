<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>Count</name>
    <message>
        <source>%1k</source>
        <translation>%1 Tsd.</translation>
    </message>
    <message>
        <source>%1M</source>
        <translation>%1 Mio.</translation>
    </message>
</context>
<context>
    <name>Level</name>
    <message>
        <source>TRACE</source>
        <translation>TRACE</translation>
    </message>
    <message>
        <source>DEBUG</source>
        <translation>DEBUG</translation>
    </message>
    <message>
        <source>INFO</source>
        <translation>INFO</translation>
    </message>
    <message>
        <source>WARN</source>
        <translation>WARN</translation>
    </message>
    <message>
        <source>ERROR</source>
        <translation>FEHLER</translation>
    </message>
    <message>
        <source>CRITICAL</source>
        <translation>KRITISCH</translation>
    </message>
    <message>
        <source>RAW</source>
        <translation>ROH</translation>
    </message>
</context>
<context>
    <name>SourceState</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
    <message>
        <source>Following</source>
        <translation>Folgt</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Still</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
</context>
<context>
    <name>tapewatch::bridge::BotConfigSession</name>
    <message>
        <source>Cannot change the configuration now</source>
        <translation>Die Konfiguration lässt sich gerade nicht ändern</translation>
    </message>
    <message>
        <source>the bot has not answered the last question</source>
        <translation>der Bot hat auf die letzte Anfrage noch nicht geantwortet</translation>
    </message>
    <message>
        <source>Try again in a moment</source>
        <translation>Gleich noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>tapewatch::bridge::ControlConnection</name>
    <message>
        <source>The bot refused %1</source>
        <translation>Der Bot hat %1 abgelehnt</translation>
    </message>
    <message>
        <source>Cannot connect to the bot</source>
        <translation>Keine Verbindung zum Bot</translation>
    </message>
    <message>
        <source>%1 did not accept the connection in time</source>
        <translation>%1 hat die Verbindung nicht rechtzeitig angenommen</translation>
    </message>
    <message>
        <source>The connection to the bot has ended</source>
        <translation>Die Verbindung zum Bot ist beendet</translation>
    </message>
    <message>
        <source>the bot stopped or closed it</source>
        <translation>der Bot wurde beendet oder hat sie geschlossen</translation>
    </message>
    <message>
        <source>Cannot talk to the bot at %1</source>
        <translation>Keine Verständigung mit dem Bot unter %1</translation>
    </message>
    <message>
        <source>Cannot ask the bot</source>
        <translation>Der Bot lässt sich nicht fragen</translation>
    </message>
    <message>
        <source>there is no connection</source>
        <translation>es besteht keine Verbindung</translation>
    </message>
    <message>
        <source>The bot does not answer</source>
        <translation>Der Bot antwortet nicht</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>die Verbindung wurde geschlossen</translation>
    </message>
    <message>
        <source>Cannot understand the bot</source>
        <translation>Der Bot ist nicht zu verstehen</translation>
    </message>
    <message>
        <source>it sent a message of more than %1 bytes</source>
        <translation>er hat eine Nachricht von mehr als %1 Byte geschickt</translation>
    </message>
    <message>
        <source>its answer belongs to no question</source>
        <translation>seine Antwort gehört zu keiner Anfrage</translation>
    </message>
</context>
<context>
    <name>tapewatch::bridge::LogSession</name>
    <message>
        <source>Nothing to open in %1</source>
        <translation>In %1 gibt es nichts zu öffnen</translation>
    </message>
    <message>
        <source>no log file is in it</source>
        <translation>es enthält keine Logdatei</translation>
    </message>
</context>
<context>
    <name>tapewatch::models::CategoryConfigModel</name>
    <message>
        <source>not a level: use trace, debug, info, warning, error, critical or off</source>
        <translation>keine Stufe: möglich sind trace, debug, info, warning, error, critical und off</translation>
    </message>
    <message>
        <source>not a layout: use json or text</source>
        <translation>kein Format: möglich sind json und text</translation>
    </message>
    <message>
        <source>not a size: write for instance 64MiB, 500KB or 0</source>
        <translation>keine Größe: zum Beispiel 64MiB, 500KB oder 0</translation>
    </message>
    <message>
        <source>not a duration: write for instance 90s, 15m, 12h, 7d or 0s</source>
        <translation>keine Dauer: zum Beispiel 90s, 15m, 12h, 7d oder 0s</translation>
    </message>
    <message>
        <source>not a number of files: write a whole number, 0 for no limit</source>
        <translation>keine Anzahl: eine ganze Zahl, 0 für unbegrenzt</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON-Zeilen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>this cell cannot be edited</source>
        <translation>dieses Feld lässt sich nicht ändern</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2</source>
        <translation>„%1“ ist %2</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Rotate at</source>
        <translation>Wechsel bei</translation>
    </message>
    <message>
        <source>Rotate every</source>
        <translation>Wechsel alle</translation>
    </message>
    <message>
        <source>Keep files</source>
        <translation>Dateien behalten</translation>
    </message>
    <message>
        <source>Keep for</source>
        <translation>Behalten für</translation>
    </message>
    <message>
        <source>Keep in all</source>
        <translation>Behalten insgesamt</translation>
    </message>
</context>
<context>
    <name>tapewatch::models::Level</name>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
</context>
<context>
    <name>tapewatch::models::LoggerLevelModel</name>
    <message>
        <source>&quot;%1&quot; is no logger&apos;s name: use letters, digits, _ and -, with dots between the parts</source>
        <translation>„%1“ ist kein Name für einen Logger: Buchstaben, Ziffern, _ und -, mit Punkten zwischen den Teilen</translation>
    </message>
    <message>
        <source>(root)</source>
        <translation>(Wurzel)</translation>
    </message>
    <message>
        <source>inherited</source>
        <translation>geerbt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no level: use trace, debug, info, warning, error, critical or off</source>
        <translation>„%1“ ist keine Stufe: möglich sind trace, debug, info, warning, error, critical und off</translation>
    </message>
    <message>
        <source>The root logger has nobody to inherit from</source>
        <translation>Der Wurzel-Logger hat niemanden, von dem er erben könnte</translation>
    </message>
    <message>
        <source>Logger</source>
        <translation>Logger</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>In effect</source>
        <translation>Wirksam</translation>
    </message>
</context>
<context>
    <name>tapewatch::models::RecordFieldsModel</name>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n Element</numerusform>
            <numerusform>%n Elemente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n elements</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>tapewatch::models::RecordModel</name>
    <message>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>Bot</translation>
    </message>
    <message>
        <source>Logger</source>
        <translation>Logger</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>tapewatch::models::RowLoader</name>
    <message>
        <source>(the file no longer has this record)</source>
        <translation>(die Datei enthält diesen Eintrag nicht mehr)</translation>
    </message>
</context>
<context>
    <name>tapewatch::models::SourceModel</name>
    <message>
        <source>Live bots</source>
        <translation>Laufende Bots</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>reading, %1 %</source>
        <translation>liest, %1 %</translation>
    </message>
    <message>
        <source>waiting for the file</source>
        <translation>wartet auf die Datei</translation>
    </message>
    <message numerus="yes">
        <source> · %n line(s) not understood</source>
        <translation>
            <numerusform> · %n Zeile nicht verstanden</numerusform>
            <numerusform> · %n Zeilen nicht verstanden</numerusform>
        </translation>
    </message>
    <message>
        <source> · %1 lost</source>
        <translation> · %1 verloren</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source> · %1 dropped</source>
        <translation> · %1 verworfen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln Warnung</numerusform>
            <numerusform>%Ln Warnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln Fehler</numerusform>
            <numerusform>%Ln Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::CategorySection</name>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON-Zeilen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>New file after</source>
        <translation>Neue Datei ab</translation>
    </message>
    <message>
        <source>New file every</source>
        <translation>Neue Datei alle</translation>
    </message>
    <message>
        <source>Keep files</source>
        <translation>Dateien behalten</translation>
    </message>
    <message>
        <source>Keep for</source>
        <translation>Behalten für</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>never; or 64MiB, 500KB</source>
        <translation>nie; oder 64MiB, 500KB</translation>
    </message>
    <message>
        <source>never; or 1d, 12h, 15m</source>
        <translation>nie; oder 1d, 12h, 15m</translation>
    </message>
    <message>
        <source>no limit; or 20</source>
        <translation>ohne Grenze; oder 20</translation>
    </message>
    <message>
        <source>no limit; or 7d, 12h</source>
        <translation>ohne Grenze; oder 7d, 12h</translation>
    </message>
    <message>
        <source>no limit; or 10GiB</source>
        <translation>ohne Grenze; oder 10GiB</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::ConfigEditor</name>
    <message>
        <source>Revert</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Reason for the change</source>
        <translation>Grund der Änderung</translation>
    </message>
    <message>
        <source>Revision %1</source>
        <translation>Stand %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pending change(s)</source>
        <translation>
            <numerusform>%Ln Änderung offen</numerusform>
            <numerusform>%Ln Änderungen offen</numerusform>
        </translation>
    </message>
    <message>
        <source>No pending changes</source>
        <translation>Keine offenen Änderungen</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Angewendet</translation>
    </message>
    <message>
        <source>The bot runs with revision %1 now.</source>
        <translation>Der Bot läuft jetzt mit Stand %1.</translation>
    </message>
    <message>
        <source>Somebody else changed the configuration first</source>
        <translation>Jemand anderes hat die Konfiguration zuerst geändert</translation>
    </message>
    <message>
        <source>Revision %1 is shown, with your edits still pending on top. Look them over and apply again.</source>
        <translation>Gezeigt wird Stand %1, darüber die eigenen, noch offenen Änderungen. Bitte durchsehen und erneut anwenden.</translation>
    </message>
    <message>
        <source>The bot has ended; nothing can be changed</source>
        <translation>Der Bot ist beendet; es lässt sich nichts mehr ändern</translation>
    </message>
    <message>
        <source>Reason, recorded with the change</source>
        <translation>Grund, wird mit aufgezeichnet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) to correct</source>
        <translation>
            <numerusform>%Ln Wert ist zu berichtigen</numerusform>
            <numerusform>%Ln Werte sind zu berichtigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::ConfigPanel</name>
    <message>
        <source>Logger configuration</source>
        <translation>Logger-Konfiguration</translation>
    </message>
    <message>
        <source>Close the configuration</source>
        <translation>Konfiguration schließen</translation>
    </message>
    <message>
        <source>No bot selected</source>
        <translation>Kein Bot gewählt</translation>
    </message>
    <message>
        <source>Select a live bot on the left to see and change what it logs, while it runs.</source>
        <translation>Links einen laufenden Bot wählen, um zu sehen und zu ändern, was er protokolliert, während er läuft.</translation>
    </message>
    <message>
        <source>process %1 · %2</source>
        <translation>Prozess %1 · %2</translation>
    </message>
    <message>
        <source>Asking %1</source>
        <translation>%1 wird gefragt</translation>
    </message>
    <message>
        <source>The bot does not answer</source>
        <translation>Der Bot antwortet nicht</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::DetailsPanel</name>
    <message>
        <source>Details of the record</source>
        <translation>Einzelheiten des Eintrags</translation>
    </message>
    <message>
        <source>No record selected</source>
        <translation>Kein Eintrag gewählt</translation>
    </message>
    <message>
        <source>Select a line of the log to see its message and fields.</source>
        <translation>Eine Zeile des Logs wählen, um Meldung und Felder zu sehen.</translation>
    </message>
    <message>
        <source>Copy the record as JSON</source>
        <translation>Eintrag als JSON kopieren</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Einzelheiten schließen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>Aufrufliste</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Filter by this value</source>
        <translation>Nach diesem Wert filtern</translation>
    </message>
    <message>
        <source>Exclude this value</source>
        <translation>Diesen Wert ausschließen</translation>
    </message>
    <message>
        <source>Copy field</source>
        <translation>Feld kopieren</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::DropTarget</name>
    <message>
        <source>Drop to open</source>
        <translation>Ablegen zum Öffnen</translation>
    </message>
    <message>
        <source>Drop log files or folders to open them</source>
        <translation>Logdateien oder Ordner hier ablegen, um sie zu öffnen</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::FilterBar</name>
    <message>
        <source>How to write a filter</source>
        <translation>Wie man einen Filter schreibt</translation>
    </message>
    <message>
        <source>Trades</source>
        <translation>Trades</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Lowest level shown</source>
        <translation>Niedrigste gezeigte Stufe</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Alle Stufen</translation>
    </message>
    <message>
        <source>%1 and above</source>
        <translation>Ab %1</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Take every filter away (Esc in the field clears its text)</source>
        <translation>Alle Filter wegnehmen (Esc im Feld löscht den Text)</translation>
    </message>
    <message>
        <source>Progress of the filter</source>
        <translation>Fortschritt des Filters</translation>
    </message>
    <message>
        <source>Show %1 only; with others, any of them (%2)</source>
        <translation>Nur %1 zeigen; mit anderen zusammen: eines von ihnen (%2)</translation>
    </message>
    <message>
        <source>Column %1: %2</source>
        <translation>Spalte %1: %2</translation>
    </message>
    <message>
        <source>%1 of %2 records</source>
        <translation>%1 von %2 Einträgen</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>a word anywhere in the record</source>
        <translation>ein Wort irgendwo im Eintrag</translation>
    </message>
    <message>
        <source>words in this order</source>
        <translation>Wörter in dieser Folge</translation>
    </message>
    <message>
        <source>a regular expression</source>
        <translation>ein regulärer Ausdruck</translation>
    </message>
    <message>
        <source>a level and above</source>
        <translation>eine Stufe und darüber</translation>
    </message>
    <message>
        <source>fields; all of them must match</source>
        <translation>Felder; alle müssen passen</translation>
    </message>
    <message>
        <source>numbers compare exactly</source>
        <translation>Zahlen werden genau verglichen</translation>
    </message>
    <message>
        <source>without these</source>
        <translation>ohne diese</translation>
    </message>
    <message>
        <source>combinations</source>
        <translation>Verknüpfungen</translation>
    </message>
    <message>
        <source>the last quarter of an hour</source>
        <translation>die letzte Viertelstunde</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::FollowPill</name>
    <message>
        <source>Go to the end and follow it (End)</source>
        <translation>Zum Ende gehen und ihm folgen (Ende)</translation>
    </message>
    <message numerus="yes">
        <source>▼ %Ln new line(s)</source>
        <translation>
            <numerusform>▼ %Ln neue Zeile</numerusform>
            <numerusform>▼ %Ln neue Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>▼ Follow the end</source>
        <translation>▼ Dem Ende folgen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new line(s), go to the end</source>
        <translation>
            <numerusform>%Ln neue Zeile, zum Ende gehen</numerusform>
            <numerusform>%Ln neue Zeilen, zum Ende gehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to the end and follow it</source>
        <translation>Zum Ende gehen und ihm folgen</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::LogHeader</name>
    <message>
        <source>Columns of the log</source>
        <translation>Spalten des Logs</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::LogView</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Records by time. End follows the newest, Ctrl+C copies the selected lines.</source>
        <translation>Einträge nach Zeit. Ende folgt den neuesten, Strg+C kopiert die gewählten Zeilen.</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::LoggerDelegate</name>
    <message>
        <source>Inherited (%1)</source>
        <translation>Geerbt (%1)</translation>
    </message>
    <message>
        <source>Inherited</source>
        <translation>Geerbt</translation>
    </message>
    <message>
        <source>Level of %1</source>
        <translation>Stufe von %1</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::LoggerSection</name>
    <message>
        <source>Find or add a logger</source>
        <translation>Logger suchen oder anlegen</translation>
    </message>
    <message>
        <source>Levels of the loggers</source>
        <translation>Stufen der Logger</translation>
    </message>
    <message>
        <source>Loggers</source>
        <translation>Logger</translation>
    </message>
    <message>
        <source>Find, or add with Enter</source>
        <translation>Suchen, oder mit Enter anlegen</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::MainWindow</name>
    <message>
        <source>Tapewatch</source>
        <translation>Tapewatch</translation>
    </message>
    <message>
        <source>Nothing to watch yet</source>
        <translation>Noch nichts zu sehen</translation>
    </message>
    <message>
        <source>Bots that log with Tapewatch appear by themselves while they run. You can also open any bot&apos;s log files, or drop them here: JSON lines and plain text are read as they are.</source>
        <translation>Bots, die mit Tapewatch protokollieren, erscheinen von selbst, solange sie laufen. Auch die Logdateien jedes anderen Bots lassen sich öffnen oder hier ablegen: JSON-Zeilen und reiner Text werden gelesen, wie sie sind.</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>Dateien öffnen …</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen …</translation>
    </message>
    <message>
        <source>No record matches</source>
        <translation>Kein Eintrag passt</translation>
    </message>
    <message>
        <source>New records that match will appear here as they come.</source>
        <translation>Neue passende Einträge erscheinen hier, sobald sie kommen.</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>Alle Filter löschen</translation>
    </message>
    <message>
        <source>Time zone of the times</source>
        <translation>Zeitzone der Zeiten</translation>
    </message>
    <message>
        <source>Times in local time or in UTC (Ctrl+U)</source>
        <translation>Zeiten in Ortszeit oder UTC (Strg+U)</translation>
    </message>
    <message>
        <source>Cannot read %1</source>
        <translation>%1 lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message numerus="yes">
        <source>%Ln live bot(s)</source>
        <translation>
            <numerusform>%Ln laufender Bot</numerusform>
            <numerusform>%Ln laufende Bots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records, reading %Ln file(s)</source>
        <translation>
            <numerusform>%1 Einträge, %Ln Datei wird gelesen</numerusform>
            <numerusform>%1 Einträge, %Ln Dateien werden gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 records dropped by live bots</source>
        <translation>%1 Einträge von laufenden Bots verworfen</translation>
    </message>
    <message>
        <source>Following the end</source>
        <translation>Folgt dem Ende</translation>
    </message>
    <message>
        <source>Paused, End follows again</source>
        <translation>Angehalten, Ende folgt wieder</translation>
    </message>
    <message>
        <source>Nothing was opened</source>
        <translation>Nichts wurde geöffnet</translation>
    </message>
    <message>
        <source>Only files and folders of this computer can be opened.</source>
        <translation>Nur Dateien und Ordner dieses Rechners lassen sich öffnen.</translation>
    </message>
    <message>
        <source>Open log files</source>
        <translation>Logdateien öffnen</translation>
    </message>
    <message>
        <source>Logs (*.log *.jsonl *.json *.txt *.zst *.gz)</source>
        <translation>Logs (*.log *.jsonl *.json *.txt *.zst *.gz)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a folder of logs</source>
        <translation>Ordner mit Logs öffnen</translation>
    </message>
    <message>
        <source>Cannot open %1</source>
        <translation>%1 lässt sich nicht öffnen</translation>
    </message>
    <message numerus="yes">
        <source>Copied the first %Ln line(s) only</source>
        <translation>
            <numerusform>Nur die erste Zeile kopiert</numerusform>
            <numerusform>Nur die ersten %Ln Zeilen kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The clipboard holds no more than that. Narrow the selection or the filter.</source>
        <translation>Mehr nimmt die Zwischenablage nicht auf. Bitte Auswahl oder Filter enger fassen.</translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln line(s)</source>
        <translation>
            <numerusform>%Ln Zeile kopiert</numerusform>
            <numerusform>%Ln Zeilen kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Write a filter; Esc clears it, Down shows earlier ones</source>
        <translation>Filter schreiben; Esc löscht ihn, Pfeil ab zeigt frühere</translation>
    </message>
    <message>
        <source>Trades, errors, compliance</source>
        <translation>Trades, Fehler, Compliance</translation>
    </message>
    <message>
        <source>Go to the log</source>
        <translation>Zum Log</translation>
    </message>
    <message>
        <source>Up, Down, Page Up, Page Down</source>
        <translation>Pfeile, Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>Move; with Shift select</source>
        <translation>Bewegen; mit Umschalt auswählen</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Pos 1, Ende</translation>
    </message>
    <message>
        <source>First record; newest record, and follow it</source>
        <translation>Erster Eintrag; neuester Eintrag, und ihm folgen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Details of the record</source>
        <translation>Einzelheiten des Eintrags</translation>
    </message>
    <message>
        <source>Copy lines as text, as JSON</source>
        <translation>Zeilen als Text, als JSON kopieren</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Logger configuration of the bot</source>
        <translation>Logger-Konfiguration des Bots</translation>
    </message>
    <message>
        <source>Times in UTC or local</source>
        <translation>Zeiten in UTC oder Ortszeit</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>Dateien öffnen</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>About Tapewatch</source>
        <translation>Über Tapewatch</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Tapewatch %1&lt;/h3&gt;&lt;p&gt;A flight recorder and live monitor for trading bots.&lt;/p&gt;&lt;p&gt;MIT licence. Built with Qt %2.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Tapewatch %1&lt;/h3&gt;&lt;p&gt;Flugschreiber und Live-Monitor für Trading-Bots.&lt;/p&gt;&lt;p&gt;MIT-Lizenz. Gebaut mit Qt %2.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>The configuration shown has pending changes</source>
        <translation>Die gezeigte Konfiguration hat offene Änderungen</translation>
    </message>
    <message>
        <source>Apply or revert them before opening that of %1.</source>
        <translation>Bitte anwenden oder verwerfen, bevor die von %1 geöffnet wird.</translation>
    </message>
    <message>
        <source>Filter by this value</source>
        <translation>Nach diesem Wert filtern</translation>
    </message>
    <message>
        <source>Exclude this value</source>
        <translation>Diesen Wert ausschließen</translation>
    </message>
    <message>
        <source>No logs in %1 yet</source>
        <translation>Noch keine Logs in %1</translation>
    </message>
    <message>
        <source>Log files that appear there are opened by themselves. Open a file itself if its name is not that of a log.</source>
        <translation>Logdateien, die dort entstehen, werden von selbst geöffnet. Eine Datei, die nicht wie ein Log heißt, lässt sich selbst öffnen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln path(s) could not be opened</source>
        <translation>
            <numerusform>%Ln Pfad ließ sich nicht öffnen</numerusform>
            <numerusform>%Ln Pfade ließen sich nicht öffnen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 records read</source>
        <translation>%1 Einträge gelesen</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::MessageStrip</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::QueryEdit</name>
    <message>
        <source>Filter, for example: level&gt;=warning symbol:BTCUSDT &quot;insufficient funds&quot;</source>
        <translation>Filter, zum Beispiel: level&gt;=warning symbol:BTCUSDT &quot;insufficient funds&quot;</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Earlier filters (Down)</source>
        <translation>Frühere Filter (Pfeil ab)</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::RecordHeadline</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>keine Zeit</translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::Screenshot</name>
    <message>
        <source>the window had nothing to show within %1 seconds</source>
        <translation>das Fenster hatte binnen %1 Sekunden nichts zu zeigen</translation>
    </message>
    <message>
        <source>cannot write %1</source>
        <translation>%1 lässt sich nicht schreiben</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::Sidebar</name>
    <message>
        <source>No bot is running. One that logs with Tapewatch appears here by itself as soon as it starts with its control socket enabled.</source>
        <translation>Kein Bot läuft. Einer, der mit Tapewatch protokolliert, erscheint hier von selbst, sobald er mit eingeschaltetem Steueranschluss startet.</translation>
    </message>
    <message>
        <source>Open log files or a folder, or drop them on the window.</source>
        <translation>Logdateien oder einen Ordner öffnen, oder im Fenster ablegen.</translation>
    </message>
    <message>
        <source>Bots and files</source>
        <translation>Bots und Dateien</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>Dateien öffnen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Show only this</source>
        <translation>Nur dies zeigen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Edit logger configuration</source>
        <translation>Logger-Konfiguration bearbeiten</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>Dateien öffnen …</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen …</translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::SourceDelegate</name>
    <message numerus="yes">
        <source>%Ln record(s)</source>
        <translation>
            <numerusform>%Ln Eintrag</numerusform>
            <numerusform>%Ln Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln Warnung</numerusform>
            <numerusform>%Ln Warnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln Fehler</numerusform>
            <numerusform>%Ln Fehler</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tapewatch::ui::WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open files…</source>
        <translation>Dateien ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen …</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Copy lines</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy lines as &amp;JSON</source>
        <translation>Zeilen als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all lines</source>
        <translation>&amp;Alle Zeilen auswählen</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>Clear all f&amp;ilters</source>
        <translation>Alle Filter &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Sources</source>
        <translation>&amp;Quellen</translation>
    </message>
    <message>
        <source>&amp;Details of the record</source>
        <translation>&amp;Einzelheiten des Eintrags</translation>
    </message>
    <message>
        <source>Logger &amp;configuration</source>
        <translation>Logger-&amp;Konfiguration</translation>
    </message>
    <message>
        <source>Go to the &amp;log</source>
        <translation>Zum &amp;Log</translation>
    </message>
    <message>
        <source>&amp;Follow the end</source>
        <translation>Dem Ende &amp;folgen</translation>
    </message>
    <message>
        <source>Times in &amp;UTC</source>
        <translation>Zeiten in &amp;UTC</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Tapewatch</source>
        <translation>&amp;Über Tapewatch</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>Wie der &amp;Desktop</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Diese Liste leeren</translation>
    </message>
</context>
</TS>
