import { useState } from 'react';
import { Checkbox } from '#design/checkbox.tsx';
import type { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { mayUse, useViewer, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { submitForOthers } from '../../contract/permissions.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';

/** 代发起: for whom it is, where the viewer may submit for others. Nothing for everybody else. */
export function SubmitFor(props: {
  concerned: {
    readonly values: { readonly people: readonly string[] };
    readonly set: (change: { people: string[] }) => void;
  };
  refused: CallFailure | undefined;
}) {
  const t = useWords(words);
  const viewer = useViewer();
  const mayAsk = mayUse(useViewerState(), submitForOthers);
  const { values, set } = props.concerned;
  const [isOpen, setOpen] = useState(values.people.length > 0);
  if (!mayAsk) return null;
  return (
    <div className="gj-form approvals-above">
      <Checkbox
        value={isOpen}
        onChange={(on) => {
          setOpen(on === true);
          if (!on) set({ people: [] });
        }}
      >
        {t('submitFor')}
      </Checkbox>
      {isOpen ? (
        <Labelled label={t('submitFor.whom')} hint={t('submitFor.hint')}>
          {(named) => (
            <Part
              of={personPicker}
              {...named}
              most={1}
              without={[viewer.personId]}
              value={values.people}
              onChange={(people) => set({ people: people ?? [] })}
            />
          )}
        </Labelled>
      ) : null}
      {props.refused ? <FailureNote failure={props.refused} kept /> : null}
    </div>
  );
}
