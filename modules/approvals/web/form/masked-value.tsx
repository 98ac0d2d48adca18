import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { CellField } from '../../contract/form-design.ts';
import { revealField } from '../../contract/form-operations.ts';
import { words } from '../words.ts';
import { DesignedValue } from './designed-value.tsx';

/** A sensitive value as its mask, with a button that shows it; who looked goes into the audit, and the button says so. */
export function MaskedValue(props: { field: CellField; value: unknown; requestId: string; fieldId: string }) {
  const t = useWords(words);
  const [state, setState] = useState<{ busy?: boolean; shown?: { value: unknown }; failed?: string }>({});
  const { field, requestId, fieldId } = props;
  const show = async () => {
    setState({ busy: true });
    try {
      // Not kept with what was read: the next one who looks at this screen asks again, and is logged again.
      setState({ shown: await call(revealField, { requestId, fieldId }) });
    } catch (failure) {
      if (!(failure instanceof CallFailure)) throw failure;
      setState({ failed: failure.message });
    }
  };
  return (
    <span className="approvals-line">
      {state.shown ? <DesignedValue field={field} value={state.shown.value} /> : <span>{String(props.value)}</span>}
      {state.shown ? (
        <Button kind="quiet" icon="hidden" label={t('form.mask')} onPress={() => setState({})} />
      ) : (
        <Button
          kind="quiet"
          icon="eye"
          label={t('form.reveal')}
          busy={state.busy ?? false}
          onPress={() => void show()}
        />
      )}
      {state.failed ? (
        <span role="alert" className="gj-problem">
          {state.failed}
        </span>
      ) : null}
    </span>
  );
}
