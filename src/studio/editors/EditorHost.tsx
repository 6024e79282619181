import { type ComponentType, useEffect, useEffectEvent, useRef, useState } from 'react';
import { usePlayerState } from '../../player/context.tsx';
import type { CodeEditorProps } from './code/CodeEditor.tsx';
import { PlainCode } from './PlainCode.tsx';

interface Loaded {
  Editor: ComponentType<CodeEditorProps>;
  /** Offset of the cursor in the plain view, if the learner was in it. */
  caret: number | null;
}

interface EditorHostProps extends Omit<CodeEditorProps, 'caret'> {
  /** The learner means to edit. */
  wanted: boolean;
  onWant(): void;
}

/** Time after which the editor comes by itself, ms: long after the first screen is usable. */
const idleAfter = 6_000;

/**
 * The plain view at once; the editor on the first intent to edit, or when there is nothing else to do. Where it cannot be
 * loaded, and on touch screens, which it does not serve, the plain view stays.
 */
export function EditorHost(props: EditorHostProps) {
  const { wanted, onWant } = props;
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const caret = useRef(0);
  const host = useRef<HTMLDivElement>(null);

  const want = useEffectEvent(onWant);

  // Its arrival is a long task: never in the middle of a run that plays.
  const playing = usePlayerState((state) => state.playing);
  useEffect(() => (playing ? undefined : onIdle(() => want())), [playing]);
  useEffect(() => {
    const element = host.current;
    const onIntent = () => want();
    element?.addEventListener('focusin', onIntent);
    element?.addEventListener('pointerenter', onIntent);
    return () => {
      element?.removeEventListener('focusin', onIntent);
      element?.removeEventListener('pointerenter', onIntent);
    };
  }, []);
  useEffect(() => {
    if (!wanted || !matchMedia('(any-pointer: fine)').matches) return;
    let gone = false;
    import('./code/CodeEditor.tsx').then(
      ({ CodeEditor }) => {
        if (gone) return;
        const wasIn = host.current?.contains(document.activeElement) === true;
        setLoaded({ Editor: CodeEditor, caret: wasIn ? caret.current : null });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [wanted]);

  return (
    <div ref={host} className="editor-host">
      {loaded === null ? (
        <PlainCode
          {...props}
          onCaret={(offset) => {
            caret.current = offset;
          }}
        />
      ) : (
        <loaded.Editor {...props} caret={loaded.caret} />
      )}
    </div>
  );
}

/** @returns takes the wish back */
function onIdle(then: () => void): () => void {
  let idle = 0;
  const timer = setTimeout(() => {
    if ('requestIdleCallback' in globalThis) idle = requestIdleCallback(then);
  }, idleAfter);
  return () => {
    clearTimeout(timer);
    if (idle !== 0) cancelIdleCallback(idle);
  };
}
