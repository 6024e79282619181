import { useId, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';

const said = {
  idle: '',
  done: 'Copied.',
  refused: 'Select the text and copy it by hand.',
} as const;

/** A text to take away, with a button that copies it. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [state, setState] = useState<keyof typeof said>('idle');
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setState('done');
    } catch {
      setState('refused');
    }
  };
  return (
    <div className="copy-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        className="mono"
        readOnly
        rows={3}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="copy-row">
        <Button onClick={() => void copy()}>Copy</Button>
        <span role="status">{said[state]}</span>
      </div>
    </div>
  );
}
