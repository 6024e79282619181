import { useEffect, useRef, useState } from 'react';
import { clock } from '../../player/words.ts';
import { writeLink } from '../../share/link.ts';
import { isChanged, type Situation, sharedStateOf } from '../../share/state.ts';
import { IconButton } from '../../ui/Button.tsx';
import { CopyField } from './CopyField.tsx';
import { embedLine } from './embedLine.ts';
import './share.css';

interface ShareDialogProps {
  situation: Situation;
  /** There are texts that are typed and not saved; a link does not carry them. */
  unsaved: boolean;
  onClose(): void;
}

/** A link to what is on the screen, and the line that puts it into another page. */
export function ShareDialog({ situation, unsaved, onClose }: ShareDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [withPlace, setWithPlace] = useState(true);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const { at, ...rest } = sharedStateOf(situation);
  const state = withPlace && at !== undefined ? { ...rest, at } : rest;
  const fragment = writeLink(state);
  const page = new URL('.', location.href).href;
  const moment = situation.recording.events[situation.position - 1]?.at;
  return (
    <dialog
      ref={dialog}
      className="share"
      aria-labelledby="share-title"
      onClose={onClose}
      onCancel={onClose}
    >
      <header>
        <h2 id="share-title">Share &amp; embed</h2>
        <IconButton icon="cross" label="Close" onClick={onClose} />
      </header>
      <p className="soft">
        {isChanged(state)
          ? 'The link holds your edits itself. Nothing is uploaded anywhere.'
          : 'The link leads to this scenario as built in.'}
        {unsaved && ' Changes that are not saved are not in it.'}
      </p>
      {moment !== undefined && (
        <label className="share-place">
          <input
            type="checkbox"
            checked={withPlace}
            onChange={(event) => setWithPlace(event.currentTarget.checked)}
          />
          Start at this moment, <span className="mono">{clock(moment)}</span>
        </label>
      )}
      {fragment === null ? (
        <p role="alert">These edits are too large for a link.</p>
      ) : (
        <>
          <CopyField label="Link" text={`${page}#${fragment}`} />
          <CopyField
            label="Frame for your page"
            text={embedLine(page, state, fragment, situation.scenario.name)}
          />
        </>
      )}
    </dialog>
  );
}
