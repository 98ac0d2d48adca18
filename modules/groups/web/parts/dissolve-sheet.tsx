import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { dissolveGroup } from '../../contract/operations.ts';
import { dissolveKind } from '../../contract/request-kinds.ts';
import { words } from '../words.ts';

/** Asks for the dissolution, or does it where the kind asks for no approval. */
export function DissolveSheet(props: {
  conversationId: string;
  name: string;
  process: 'approval' | 'direct';
  onClose: () => void;
}) {
  const t = useWords(words);
  const [, go] = useLocation();
  const [reason, setReason] = useState('');
  const ask = useCommand(submitRequest);
  const dissolve = useCommand(dissolveGroup);
  const byRequest = props.process === 'approval';
  const send = async () => {
    if (byRequest) {
      const sent = await ask.run({ kind: dissolveKind.name, form: { name: props.name, reason } });
      if (sent) go(`/requests/${sent.requestId}`);
    } else if (await dissolve.run({ conversationId: props.conversationId, reason })) {
      props.onClose();
      tell(t('dissolve.done'));
    }
  };
  const failure = ask.failure ?? dissolve.failure;
  return (
    <Sheet title={t('dissolve')} onClose={props.onClose}>
      <Stack gap={3}>
        <p className="gj-second">{t(byRequest ? 'dissolve.hint' : 'dissolve.hint.direct')}</p>
        <FieldFrame id="groups-dissolve" label={t('reason')} required>
          <TextArea id="groups-dissolve" value={reason} most={200} onChange={(next) => setReason(next ?? '')} />
        </FieldFrame>
        {failure ? <FailureNote failure={failure} /> : null}
        <Button
          kind="danger"
          busy={ask.running || dissolve.running}
          disabled={reason.trim() === ''}
          onPress={() => void send()}
        >
          {t(byRequest ? 'dissolve.ask' : 'dissolve')}
        </Button>
      </Stack>
    </Sheet>
  );
}
