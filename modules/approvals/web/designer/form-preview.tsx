import { Button } from '#design/button.tsx';
import { ScreenContext } from '#design/use-is-phone.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import type { FormValues } from '../../contract/form-values.ts';
import type { FormFacts, FormOutcome } from '../../domain/form/evaluate-form.ts';
import { DesignedForm } from '../form/designed-form.tsx';
import { words } from '../words.ts';
import { useTrialFilling } from './use-trial-filling.ts';

/** The real form, alive, on the values that it is tried with: everything can be typed over, nothing is sent or kept. */
export function FormPreview(props: {
  design: FormDesign;
  phone: boolean;
  facts: FormFacts;
  values: FormValues;
  outcome: FormOutcome;
  onValues: (values: FormValues) => void;
  /** Back to the usual values, or none. */
  onFill: (how: 'samples' | 'nothing') => void;
}) {
  const t = useWords(words);
  const { design, facts, values, outcome } = props;
  const { filling, check, forget } = useTrialFilling({ design, facts, values, outcome, onValues: props.onValues });
  const { attempts, told } = filling;
  const fill = (how: 'samples' | 'nothing') => {
    forget();
    props.onFill(how);
  };
  const form = (
    <DesignedForm
      filling={filling}
      end={
        <div className="gj-actions">
          <Button kind="primary" icon="check" onPress={check}>
            {t('design.preview.check')}
          </Button>
          <Button onPress={() => fill('samples')}>{t('design.preview.samples')}</Button>
          <Button onPress={() => fill('nothing')}>{t('design.preview.nothing')}</Button>
          {attempts > 0 && told.length === 0 ? <span role="status">{t('design.preview.fine')}</span> : null}
        </div>
      }
    />
  );
  return (
    <section className="form-preview" aria-label={t('design.preview')} data-phone={props.phone || undefined}>
      <div className="form-screen">{props.phone ? <ScreenContext value="phone">{form}</ScreenContext> : form}</div>
    </section>
  );
}
