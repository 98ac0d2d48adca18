import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Page } from '#design/page.tsx';
import { Progress } from '#design/progress.tsx';
import { Select } from '#design/select.tsx';
import { Steps } from '#design/steps.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { uploadFile } from '#kernel/web/uploads/upload-file.ts';
import { listEmployers } from '../../contract/employers.ts';
import { type ImportOptions, previewImport } from '../../contract/import.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';

/** Choosing the file of an address book; what it would do is shown before anything is done (D10). */
export function ImportPeople() {
  const t = useWords(words);
  const format = useFormat();
  const { employer } = useViewer();
  const [, go] = useLocation();
  const employers = useRead(listEmployers, {}).data?.rows ?? [];
  const [employerId, setEmployerId] = useState(employer.id);
  const [accountFrom, setAccountFrom] = useState<ImportOptions['accountFrom']>('none');
  const [emptyCells, setEmptyCells] = useState<ImportOptions['emptyCells']>('keep');
  const [createDepartments, setCreateDepartments] = useState(true);
  const [sent, setSent] = useState<{ bytes: number; of: number }>();
  const [failure, setFailure] = useState<CallFailure>();
  const stop = useRef<AbortController>(undefined);

  const send = async (file: File | undefined) => {
    if (!file) return;
    setFailure(undefined);
    setSent({ bytes: 0, of: file.size });
    stop.current = new AbortController();
    try {
      const { importId } = await uploadFile(
        previewImport,
        file,
        { employerId, accountFrom, emptyCells, createDepartments },
        { signal: stop.current.signal, onProgress: (bytes, of) => setSent({ bytes, of }) },
      );
      go(`/people/import/${importId}`);
    } catch (problem) {
      if (problem instanceof CallFailure) setFailure(problem);
      else if (!(problem instanceof DOMException && problem.name === 'AbortError')) throw problem;
    } finally {
      setSent(undefined);
    }
  };

  return (
    <Page title={t('import.title')} lead={t('import.lead')}>
      <Steps label={t('import.title')} steps={[t('import.step1'), t('import.step2'), t('import.step3')]} current={0} />
      <UploadArea
        accept=".xlsx,.csv"
        hint={t('import.fileHint')}
        disabled={sent !== undefined}
        onFiles={([file]) => void send(file)}
      />
      {sent ? (
        <>
          <Progress
            done={sent.bytes}
            total={sent.of}
            words={
              sent.bytes >= sent.of ? t('import.checking') : `${format.bytes(sent.bytes)} / ${format.bytes(sent.of)}`
            }
          />
          <Button onPress={() => stop.current?.abort()}>{t('cancel')}</Button>
        </>
      ) : null}
      {failure ? <FailureNote failure={failure} /> : null}
      <div className="gj-form">
        {employers.length > 1 ? (
          <Labelled label={t('import.employer')} hint={t('import.employerHint')}>
            {(named) => (
              <Select
                {...named}
                value={employerId}
                choices={employers.map((one) => ({ value: one.id, label: one.name }))}
                onChange={(value) => setEmployerId(value ?? employer.id)}
              />
            )}
          </Labelled>
        ) : null}
        <Labelled label={t('import.accountFrom')}>
          {(named) => (
            <Select
              {...named}
              value={accountFrom}
              choices={(['none', 'staffNumber', 'email'] as const).map((value) => ({
                value,
                label: t(`import.accountFrom.${value}`),
              }))}
              onChange={(value) => setAccountFrom(value ?? 'none')}
            />
          )}
        </Labelled>
        <Labelled label={t('import.emptyCells')}>
          {(named) => (
            <Select
              {...named}
              value={emptyCells}
              choices={(['keep', 'clear'] as const).map((value) => ({ value, label: t(`import.emptyCells.${value}`) }))}
              onChange={(value) => setEmptyCells(value ?? 'keep')}
            />
          )}
        </Labelled>
        <Checkbox value={createDepartments} onChange={(value) => setCreateDepartments(value ?? true)}>
          {t('import.createDepartments')}
        </Checkbox>
      </div>
    </Page>
  );
}
