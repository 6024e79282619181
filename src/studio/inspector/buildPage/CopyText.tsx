import { useState } from 'react';
import { IconButton } from '../../../ui/Button.tsx';

/** A long text with a button that copies it. @param name what it is: `build ARN` */
export function CopyText({ name, text }: { name: string; text: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Select it and copy it by hand'),
    );
  return (
    <span className="copy-text">
      <span className="mono">{text}</span>
      <IconButton small icon="copy" label={`Copy ${name}`} onClick={() => void copy()} />
      <span className="faint" role="status">
        {said}
      </span>
    </span>
  );
}
