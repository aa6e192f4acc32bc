import type { IssueText, Rule } from './issue-texts.en.ts';

/** The same in German; the type sees to it that none is missing. */
export const issueTexts: Readonly<Record<Rule, IssueText>> = {
  'file-missing': {
    message: 'Diese Datei fehlt.',
    advice: 'Schreib sie, oder berichtige den Namen, der auf sie zeigt.',
  },
  'file-unused': {
    message: 'Nichts verwendet diese Datei.',
    advice: 'Lösch sie, oder nenn sie in module.yaml.',
  },
  'module-unlisted': {
    message: 'Dieser Ordner steht nicht in der Liste der Module.',
    advice: 'Nimm ihn in `modules` in curriculum.yaml auf, oder lösch ihn.',
  },
  'module-number': {
    message: 'Der Ordner beginnt mit {number}, das Modul steht aber an Stelle {place}.',
    advice: 'Benenn den Ordner um, oder verschieb ihn in `modules` in curriculum.yaml.',
  },
  'yaml-syntax': {
    message: 'Das ist kein YAML: {reason}',
    advice:
      'Prüf Einrückung, Anführungszeichen und Doppelpunkte; setz Texte mit `: ` oder `#` in Anführungszeichen.',
  },
  'schema-line': {
    message: 'Die erste Zeile nennt kein Schema.',
    advice: 'Beginn mit `# yaml-language-server: $schema=…`, dann helfen Editoren.',
  },
  'front-matter': {
    message: 'Der Kopf der Datei fehlt.',
    advice: 'Beginn die Datei mit `---`, `title: …`, `---`.',
  },
  shape: {
    message: '`{path}` ist nicht, wie es sein soll: {reason}.',
    advice: 'Sieh im Schema dieser Datei in curriculum/schemas nach.',
  },
  missing: {
    message: '`{path}` fehlt.',
    advice: 'Ergänz es.',
  },
  'unknown-key': {
    message: '`{key}` ist hier nicht bekannt.',
    advice: 'Berichtige die Schreibweise, oder nimm es heraus; sieh im Schema dieser Datei nach.',
  },
  'text-missing': {
    message: 'Es gibt keinen Text für `{id}`.',
    advice: 'Schreib ihn hier unter `{id}`.',
  },
  'text-unneeded': {
    message: 'Der Text von `{id}` gehört zu nichts.',
    advice: 'Berichtige die Kennung, oder nimm den Text heraus.',
  },
  'id-repeated': {
    message: '`{id}` steht zweimal in dieser Liste.',
    advice: 'Gib einem der beiden eine andere Kennung.',
  },
  'id-not-listed': {
    message: '`{id}` ist keines von diesen: {known}.',
    advice: 'Wähl eines davon.',
  },
  'id-duplicate': {
    message: '`{id}` ({kind}) gibt es schon, in {other}.',
    advice: 'Gib einem der beiden eine andere Kennung.',
  },
  'id-unknown': {
    message: '`{id}` ({kind}) gibt es nicht.',
    advice: 'Ähnliche bekannte Kennungen: {known}.',
  },
  'id-unused': {
    message: 'Nichts zeigt auf `{id}` ({kind}).',
    advice: 'Verwende es, oder nimm es heraus.',
  },
  'source-without-reference': {
    message: 'Die Quelle `{id}` hat weder Verlag noch Adresse.',
    advice: 'Ergänz `publisher` (oder die Zeitschrift) oder `url`, damit man sie finden kann.',
  },
  'link-broken': {
    message: 'Der Link `{href}` führt nirgendwohin.',
    advice:
      'Verwende https://… oder lesson:, quiz:, task:, module:, term: oder document: mit einer Kennung, oder log: allein.',
  },
  'hours-total': {
    message: 'Die Module ergeben {counted} Stunden, das Curriculum sagt aber {hours}.',
    advice: 'Berichtige die Stunden eines Moduls oder die Summe.',
  },
  'hours-module': {
    message: 'Die Teile ergeben {counted} Stunden ({sum}), das Modul sagt aber {hours}.',
    advice: 'Berichtige einen Teil oder die Stunden des Moduls.',
  },
  'exchange-minutes': {
    message: 'Der Austausch dauert {found} Minuten.',
    advice: 'Er soll {min} bis {max} dauern.',
  },
  'lesson-count': {
    message: 'Das Modul hat {found} Lektionen.',
    advice: 'Ausgewogen sind {min} bis {max}.',
  },
  'outcome-count': {
    message: 'Das Modul hat {found} Lernergebnisse.',
    advice: 'Es soll {min} bis {max} haben.',
  },
  'outcome-not-taught': {
    message: 'Keine Lektion lehrt das Lernergebnis `{id}`.',
    advice: 'Nenn es unter `outcomes` der Lektion, die es tut.',
  },
  'outcome-not-drawn': {
    message: 'Das Quiz prüft das Lernergebnis `{id}`, aber kein Versuch zieht es.',
    advice: 'Nimm es in den `blueprint` auf, oder nimm `quiz` aus `assessedBy`.',
  },
  'outcome-not-for-quiz': {
    message: 'Der `blueprint` zieht `{id}`, das das Quiz nicht prüft.',
    advice: 'Ergänz `quiz` unter `assessedBy` in module.yaml, oder nimm es hier heraus.',
  },
  'outcome-not-in-criterion': {
    message: 'Die Aufgabe prüft das Lernergebnis `{id}`, aber kein Kriterium nennt es.',
    advice: 'Ergänz ein Kriterium, oder nimm `task` aus `assessedBy`.',
  },
  'outcome-not-for-task': {
    message: 'Ein Kriterium nennt `{id}`, das die Aufgabe nicht prüft.',
    advice: 'Ergänz `task` unter `assessedBy` in module.yaml, oder nenn ein anderes Lernergebnis.',
  },
  'pass-mark-differs': {
    message: 'Das Quiz ist mit {found} bestanden, das Zertifikat verlangt aber {wanted}.',
    advice: 'Gib beiden denselben Wert, damit ein bestandenes Quiz immer zählt.',
  },
  'question-never-drawn': {
    message: 'Kein Versuch kann die Frage `{id}` ziehen: Ihr Lernergebnis steht nicht im `blueprint`.',
    advice: 'Gib ihr ein anderes Lernergebnis, oder nimm es in den `blueprint` auf.',
  },
  'attempt-size': {
    message: 'Ein Versuch zieht {drawn} Fragen.',
    advice: 'Er soll {wanted} ziehen: berichtige den `blueprint`.',
  },
  'pool-size': {
    message: 'Der Vorrat hat {found} Fragen.',
    advice: 'Schreib mehr: Er braucht mindestens {least}.',
  },
  'pool-per-outcome': {
    message: 'Für `{id}` gibt es {found} Fragen, ein Versuch zieht {draw}.',
    advice: 'Schreib mehr: Es braucht mindestens {least}, damit auch ein dritter Versuch neue hat.',
  },
  'pool-types': {
    message: 'Der Vorrat hat {found} Arten von Fragen.',
    advice: 'Verwende mindestens {least}.',
  },
  'pool-cases': {
    message: '{found} Fragen beginnen mit einem Fall.',
    advice: 'Mindestens {least} sollen es: Ergänz `case` bei einigen.',
  },
  'options-few': {
    message: 'Die Frage hat {options} Antworten zur Wahl.',
    advice: 'Gib mindestens {least}.',
  },
  'all-options-right': {
    message: 'Jede Antwort ist richtig.',
    advice: 'Ergänz plausible Antworten, die falsch sind.',
  },
  'catch-all': {
    message: '„{text}“ prüft nur, wie die Antworten gelesen werden.',
    advice: 'Ersetz es durch eine Antwort mit eigenem Inhalt.',
  },
  'same-text': {
    message: 'Zwei Antworten haben denselben Text: „{text}“.',
    advice: 'Änder eine davon.',
  },
  'given-away-by-length': {
    message: 'Die richtige Antwort ist {ratio}-mal so lang wie die längste falsche.',
    advice: 'Kürz sie, oder mach die anderen länger (höchstens {most}-mal).',
  },
  'feedback-short': {
    message: 'Die Rückmeldung hat {words} Wörter.',
    advice: 'Sag in mindestens {least} Wörtern, warum, und welche Lektion es sagt.',
  },
  'feedback-repeated': {
    message: 'Dieselbe Rückmeldung steht in {other}.',
    advice: 'Sag, was an dieser Antwort besonders ist.',
  },
  'prompt-repeated': {
    message: 'Dieselbe Frage steht in {other}.',
    advice: 'Änder eine davon, oder nimm sie heraus.',
  },
  'wrong-order-missing': {
    message: 'Es gibt keine Rückmeldung für die häufigste falsche Reihenfolge.',
    advice: 'Gib `commonWrongOrder` in quiz.yaml an und die Worte dazu in der Textdatei.',
  },
  'wrong-order-invalid': {
    message: '`commonWrongOrder` ist keine falsche Reihenfolge aller Teile.',
    advice: 'Nenn jeden Teil einmal, in einer anderen als der richtigen Reihenfolge.',
  },
  'expected-wrong-few': {
    message: 'Es gibt Rückmeldung für {found} erwartete falsche Antworten.',
    advice: 'Gib mindestens {least} an.',
  },
  'expected-wrong-right': {
    message: 'Die erwartete falsche Antwort „{answer}“ gilt als richtig.',
    advice: 'Nimm sie heraus, oder berichtige die richtige Antwort.',
  },
  'cloze-gaps': {
    message: 'Der Text hat diese Lücken: {found}; die Struktur hat: {wanted}.',
    advice: 'Schreib jede Lücke genau einmal als {{gap-id}}.',
  },
  'criteria-count': {
    message: 'Das Raster hat {found} Kriterien.',
    advice: 'Es soll {wanted} haben.',
  },
  'grading-minutes': {
    message: 'Das Bewerten dauert {found} Minuten.',
    advice: 'Kürz die Aufgabe oder das Raster: höchstens {most}.',
  },
  'samples-few': {
    message: 'Die Aufgabe hat {found} Beispielbewertungen.',
    advice:
      'Mindestens {least} angeben: eine Arbeit in `en/samples`, ihre Stufen in task.yaml, die Gründe im Text.',
  },
  'workshop-days': {
    message: 'Der Workshop hat {found} Tage.',
    advice: 'Er soll {wanted} haben.',
  },
  'workshop-day-minutes': {
    message: 'Dieser Tag hat {found} Minuten mit den Trainern.',
    advice: 'Er soll {wanted} haben, ohne Pausen.',
  },
  'workshop-hours': {
    message: 'Die Tage ergeben {counted} Stunden, im Plan stehen {hours}.',
    advice: 'Die Stunden oder die Minuten eines Tages berichtigen.',
  },
  'workshop-item-covers': {
    message: '`{id}` dauert {minutes} Minuten, deckt aber {covered} ab.',
    advice: 'In `covers` angeben, wofür jede Minute zählt.',
  },
  'workshop-over-covered': {
    message: 'Der Workshop deckt {minutes} Minuten ({kind}) von `{id}` ab, das nur {most} hat.',
    advice: 'Minuten wegnehmen oder für etwas anderes zählen lassen.',
  },
  'second-reader-missing': {
    message: 'Niemand außer der Autorin hat `{id}` beantwortet.',
    advice: 'Ohne Lösung beantworten lassen: npm run curriculum -- sheet, dann record.',
  },
  'second-reader-outdated': {
    message: '`{id}` wurde geändert, nachdem eine zweite Person sie beantwortet hatte.',
    advice: 'Noch einmal beantworten lassen: npm run curriculum -- sheet, dann record.',
  },
  'second-reader-disagrees': {
    message: 'Eine zweite Person hat auf `{id}` mit `{given}` geantwortet.',
    advice:
      'Die Frage umschreiben, bis eine sorgfältige Person die Lösung findet, und noch einmal beantworten lassen.',
  },
  'second-reader-unknown': {
    message: 'In dieser Sammlung gibt es keine Frage `{id}`.',
    advice: 'Den Eintrag streichen.',
  },
  'range-reversed': {
    message: 'Die untere Grenze von `{id}` liegt über der oberen.',
    advice: 'Vertausch die beiden.',
  },
  'lesson-words': {
    message: 'Die Lektion hat {words} Wörter.',
    advice: 'Sie soll {min} bis {max} haben.',
  },
  'sentence-mean': {
    message: 'Ein Satz hat im Mittel {mean} Wörter.',
    advice: 'Teil einige: Bis {most} sind leicht zu lesen.',
  },
  'sentence-long': {
    message: 'Ein Satz hat {words} Wörter: „{start}“',
    advice: 'Teil ihn: höchstens {most}.',
  },
  'reading-grade': {
    message: 'Die Lesestufe nach Flesch–Kincaid ist {grade}.',
    advice: 'Verwende kürzere Wörter und Sätze: höchstens {most}.',
  },
  'block-missing': {
    message: 'Diesem Text fehlt `:::{name}`.',
    advice: 'Ergänz eines.',
  },
  'block-repeated': {
    message: 'Dieser Text hat mehr als ein `:::{name}`.',
    advice: 'Behalt eines.',
  },
  'block-unknown': {
    message: 'Einen Block `:::{name}` gibt es nicht.',
    advice: 'Bekannte Blöcke: {known}.',
  },
  'block-unclosed': {
    message: 'Dieser Block ist nicht geschlossen.',
    advice: 'Beende ihn mit einer Zeile `:::`.',
  },
  'block-stray': {
    message: 'Dieses `:::` schließt nichts.',
    advice: 'Nimm es heraus, oder öffne davor einen Block.',
  },
  'block-nested': {
    message: '`:::{name}` steht in einem anderen Block.',
    advice: 'Schließ den anderen Block zuerst; nur `:::answer` steht in `:::check`.',
  },
  'answer-outside-check': {
    message: '`:::answer` steht außerhalb von `:::check`.',
    advice: 'Verschieb es in `:::check`.',
  },
  'check-without-answer': {
    message: '`:::check` hat keine Antworten.',
    advice: 'Ergänz `:::answer` nach jeder Frage.',
  },
  'heading-level': {
    message: 'Eine Überschrift der Ebene {level} passt hier nicht.',
    advice: 'Beginn mit `##`, lass keine Ebene aus, geh nicht tiefer als `####`.',
  },
  'raw-html': {
    message: '`{what}` ist HTML und würde als Text erscheinen.',
    advice: 'Schreib Markdown, oder setz es in Backticks.',
  },
  'alt-missing': {
    message: 'Der Abbildung fehlt der Alternativtext.',
    advice: 'Sag zwischen den eckigen Klammern, was sie zeigt.',
  },
  'caption-missing': {
    message: 'Der Abbildung fehlt die Unterschrift.',
    advice: 'Ergänz sie in Anführungszeichen nach dem Pfad.',
  },
  'figure-not-alone': {
    message: 'Ein Bild steht mitten im Absatz.',
    advice: 'Setz es in einen eigenen Absatz.',
  },
  'figure-missing': {
    message: 'Eine Zeichnung `{path}` gibt es nicht.',
    advice: 'Leg sie als SVG in `figures/` neben die Texte, oder berichtige den Pfad.',
  },
  'figure-unreadable': {
    message: 'Das ist kein SVG mit viewBox.',
    advice: 'Speicher es als einfaches SVG.',
  },
  'figure-forbidden': {
    message: '`{what}` ist in einer Zeichnung nicht erlaubt.',
    advice:
      'Verwende Formen und Text mit fill oder stroke `currentColor` oder `none` und den Klassen fig-…; keine Stile, Skripte, Bilder oder Größen.',
  },
  'figure-unused': {
    message: 'Kein Text zeigt diese Zeichnung.',
    advice: 'Zeig sie, oder lösch sie.',
  },
};
