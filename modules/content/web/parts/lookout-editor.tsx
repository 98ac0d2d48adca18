import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { Stack } from '#design/stack.tsx';
import { TextArea } from '#design/text-area.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { uploadFile } from '#kernel/web/uploads/upload-file.ts';
import { exportWords, readWords } from '../../contract/operations.ts';
import { type Lookout, type Pattern, pattern } from '../../contract/rule.ts';
import { freshLookout, lookoutKinds } from '../fresh-rule.ts';
import { words } from '../words.ts';

const linesOf = (text: string) =>
  [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');

/** What a rule looks for: its kind, and the lists of it. */
export function LookoutEditor(props: {
  ruleId: string | undefined;
  lookout: Lookout;
  problem: (path: string) => string | undefined;
  onChange: (lookout: Lookout) => void;
}) {
  const t = useWords(words);
  const { lookout, onChange, problem } = props;
  return (
    <Stack gap={2}>
      <FieldFrame id="rule-kind" label={t('kind')}>
        <Select<Lookout['kind']>
          id="rule-kind"
          value={lookout.kind}
          onChange={(next) => next && next !== lookout.kind && onChange(freshLookout(next))}
          choices={lookoutKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </FieldFrame>
      {lookout.kind === 'words' ? (
        <ListField
          id="rule-words"
          label={t('words')}
          hint={t('words.hint')}
          problem={problem('words')}
          list={lookout.words}
          onList={(list) => onChange({ ...lookout, words: list })}
        />
      ) : null}
      {lookout.kind === 'patterns' ? (
        <FieldFrame id="rule-patterns" label={t('patterns')} problem={problem('patterns')}>
          <MultiSelect<Pattern>
            id="rule-patterns"
            value={lookout.patterns}
            onChange={(next) => onChange({ ...lookout, patterns: [...(next ?? [])] })}
            choices={pattern.options.map((value) => ({ value, label: t(`pattern.${value}`) }))}
          />
        </FieldFrame>
      ) : null}
      {lookout.kind === 'links' ? (
        <>
          <FieldFrame id="links-hit" label={t('links.hit')} group>
            <RadioGroup
              label={t('links.hit')}
              value={lookout.hit}
              onChange={(next) => next && onChange({ ...lookout, hit: next })}
              choices={(['denied', 'notAllowed'] as const).map((value) => ({ value, label: t(`links.${value}`) }))}
            />
          </FieldFrame>
          {lookout.hit === 'notAllowed' ? (
            <ListField
              id="rule-allow"
              label={t('links.allow')}
              hint={t('links.hint')}
              problem={problem('allow')}
              list={lookout.allow}
              onList={(list) => onChange({ ...lookout, allow: list })}
            />
          ) : null}
          <ListField
            id="rule-deny"
            label={t('links.deny')}
            hint={t('links.hint')}
            problem={problem('deny')}
            list={lookout.deny}
            onList={(list) => onChange({ ...lookout, deny: list })}
          />
        </>
      ) : null}
      {lookout.kind === 'stateMarks' ? <p className="gj-second">{t('stateMarks.body')}</p> : null}
      {lookout.kind === 'ads' ? <p className="gj-second">{t('ads.body')}</p> : null}
      {props.ruleId && (lookout.kind === 'words' || lookout.kind === 'links') ? (
        <div>
          <Button icon="download" href={fileUrl(exportWords, { ruleId: props.ruleId })}>
            {t('export')}
          </Button>
        </div>
      ) : null}
    </Stack>
  );
}

/** A list, one entry a line, which a file can fill. */
function ListField(props: {
  id: string;
  label: string;
  hint: string;
  problem: string | undefined;
  list: readonly string[];
  onList: (list: string[]) => void;
}) {
  const t = useWords(words);
  const [text, setText] = useState(props.list.join('\n'));
  const [failure, setFailure] = useState<CallFailure>();
  const [told, setTold] = useState('');
  const change = (next: string) => {
    setText(next);
    props.onList(linesOf(next));
  };
  const take = async (file: File) => {
    setFailure(undefined);
    try {
      const read = await uploadFile(readWords, file, {});
      change([...new Set([...linesOf(text), ...read.words])].join('\n'));
      setTold(t('import.done', { count: read.words.length, left: read.leftAside }));
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      setFailure(problem);
    }
  };
  return (
    <>
      <FieldFrame
        id={props.id}
        label={t('list.count', { label: props.label, count: props.list.length })}
        hint={props.hint}
        problem={props.problem}
      >
        <TextArea id={props.id} value={text} rows={5} onChange={(next) => change(next ?? '')} />
      </FieldFrame>
      <UploadArea
        id={`${props.id}-file`}
        accept=".xlsx,.csv"
        word={t('import')}
        hint={t('import.hint')}
        onFiles={([file]) => file && void take(file)}
      />
      <p className="gj-second" aria-live="polite">
        {told}
      </p>
      {failure ? <FailureNote failure={failure} /> : null}
    </>
  );
}
