import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { Sheet } from '#design/sheet.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { type SheetFaultCode, sheetFaults } from '#kernel/contract/sheet.ts';
import { fillWords } from '#kernel/contract/words.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { uploadFile } from '#kernel/web/uploads/upload-file.ts';
import type { TableField } from '../../contract/form-design.ts';
import { downloadRowSheet, readRows } from '../../contract/form-operations.ts';
import type { TableRow } from '../../contract/form-values.ts';
import { words } from '../words.ts';

type Answer = OutputOf<typeof readRows>;

/** Rows from a file: what it holds is said first; it is taken whole or not at all. */
export function ImportRows(props: {
  kind: string;
  table: TableField;
  /** Rows that stand there already. */
  before: number;
  onRows: (rows: readonly TableRow[]) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const [state, setState] = useState<{ busy?: boolean; answer?: Answer; failure?: CallFailure }>({});
  const table = { kind: props.kind, table: props.table.name };
  const send = async (file: File) => {
    setState({ busy: true });
    try {
      setState({ answer: await uploadFile(readRows, file, table) });
    } catch (failure) {
      if (!(failure instanceof CallFailure)) throw failure;
      setState({ failure });
    }
  };
  const { answer, failure, busy = false } = state;
  const room = props.table.atMost - props.before;
  const fits = answer !== undefined && answer.rows.length <= room;
  const isGood = answer !== undefined && answer.problems.length === 0 && fits;
  return (
    <Sheet
      title={t('form.import')}
      onClose={props.onClose}
      foot={
        isGood ? (
          <Button
            kind="primary"
            wide
            onPress={() => {
              props.onRows(answer.rows);
              props.onClose();
            }}
          >
            {t('form.import.take', { count: answer.rows.length })}
          </Button>
        ) : undefined
      }
    >
      <div className="gj-form">
        <p className="gj-second">
          {t('form.import.how')}{' '}
          <a href={fileUrl(downloadRowSheet, table)} download>
            {t('form.import.sheet')}
          </a>
        </p>
        <UploadArea
          accept=".xlsx,.csv"
          disabled={busy}
          hint={t('form.import.hint')}
          onFiles={([file]) => file && void send(file)}
        />
        {failure ? <FailureNote failure={failure} /> : null}
        <div aria-live="polite">
          {isGood ? <Note tone="pass" title={t('form.import.good', { count: answer.rows.length })} /> : null}
          {answer && !fits ? (
            <Note tone="seal" title={t('form.problem.tooManyRows', { most: props.table.atMost })} />
          ) : null}
          {answer && answer.problems.length > 0 ? <Problems answer={answer} /> : null}
          {answer?.leftAside.length ? (
            <p className="gj-second">{t('form.import.leftAside', { names: answer.leftAside })}</p>
          ) : null}
        </div>
      </div>
    </Sheet>
  );
}

function Problems({ answer }: { answer: Answer }) {
  const t = useWords(words);
  const language = useLanguage();
  const say = ({ code, facts }: Answer['problems'][number]) =>
    code in sheetFaults
      ? fillWords(sheetFaults[code as SheetFaultCode], language, facts)
      : t(`form.problem.${code}` as 'form.problem.required', facts);
  return (
    <Note tone="seal" title={t('form.import.problems', { count: answer.problems.length + answer.moreProblems })}>
      <ul className="approvals-import-problems">
        {answer.problems.map((one) => (
          <li key={JSON.stringify(one)}>
            {one.row === undefined
              ? say(one)
              : t('form.import.at', {
                  row: one.row,
                  column: one.column ?? '',
                  heading: one.heading ?? '',
                  what: say(one),
                })}
          </li>
        ))}
      </ul>
    </Note>
  );
}
