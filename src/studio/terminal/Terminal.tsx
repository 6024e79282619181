import { FitAddon } from '@xterm/addon-fit';
import { Terminal as Screen } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ShellReply } from '../../simulator/read.ts';
import { createLineEditor } from './lineEditor.ts';

interface TerminalProps {
  /** What the terminal is called by screen readers. */
  label: string;
  /** Runs a line; an empty one only opens the shell. Null: there is no answer, and `failure` says why. */
  run(line: string): Promise<ShellReply | { failure: string }>;
  onExit(): void;
}

const faint = (text: string): string => `\x1b[2m${text}\x1b[22m`;
const bad = (text: string): string => `\x1b[31m${text}\x1b[39m`;

/** The end of a long path. */
const shortened = (path: string): string => {
  const parts = path.split('/');
  return parts.length > 4 ? `…/${parts.slice(-2).join('/')}` : path;
};

function themeOf(element: Element) {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: colour('--terminal-bg'),
    foreground: colour('--terminal-fg'),
    cursor: colour('--terminal-fg'),
    selectionBackground: colour('--terminal-line'),
    red: colour('--terminal-bad'),
  };
}

/** A terminal on the lines of one shell. Tab leaves it, as everywhere on the page. */
export function Terminal({ label, run, onExit }: TerminalProps) {
  const host = useRef<HTMLDivElement>(null);
  const ask = useEffectEvent(run);
  const leave = useEffectEvent(onExit);
  const name = useEffectEvent(() => label);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const style = getComputedStyle(element);
    const screen = new Screen({
      fontFamily: style.fontFamily,
      fontSize: Number.parseFloat(style.fontSize),
      lineHeight: 1.35,
      theme: themeOf(element),
      cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      screenReaderMode: true,
      convertEol: true,
      scrollback: 5000,
      // What a program prints is a stranger's: its links lead nowhere.
      linkHandler: { activate: () => undefined },
    });
    const fit = new FitAddon();
    screen.loadAddon(fit);
    screen.open(element);
    screen.textarea?.setAttribute('aria-label', name());
    screen.attachCustomKeyEventHandler((event) => event.key !== 'Tab' && event.key !== 'Escape');

    let gone = false;
    let pending = '';
    const editor = createLineEditor({
      write: (text) => screen.write(text),
      columns: () => screen.cols,
      onLine: (line) => void enter(pending === '' ? line : `${pending}\n${line}`),
      onControl: (key) => {
        if (key === 'end') leave();
        pending = '';
        editor.prompt(prompt());
      },
    });
    let cwd = '/';
    const prompt = () => (pending === '' ? `${shortened(cwd)} # ` : '> ');
    const enter = async (text: string) => {
      const reply = await ask(text);
      if (gone) return;
      if ('failure' in reply) {
        pending = '';
        screen.write(`${bad(reply.failure)}\r\n`);
      } else {
        pending = reply.unfinished === true ? text : '';
        cwd = reply.cwd;
        const output = reply.output.map((chunk) =>
          chunk.stream === 'stderr' ? bad(chunk.text) : chunk.text,
        );
        screen.write(output.join(''));
        if (output.length > 0 && !(reply.output.at(-1)?.text ?? '').endsWith('\n')) {
          screen.write('\r\n');
        }
        if (reply.note !== undefined) screen.write(`${faint(`(${reply.note})`)}\r\n`);
        if (reply.exited === true) return leave();
      }
      editor.prompt(prompt());
    };
    const typing = screen.onData((data) => editor.feed(data));
    const resized = new ResizeObserver(() => {
      fit.fit();
      editor.redraw();
    });
    resized.observe(element);
    fit.fit();
    screen.focus();
    void enter('');
    return () => {
      gone = true;
      resized.disconnect();
      typing.dispose();
      screen.dispose();
    };
  }, []);

  return <div ref={host} className="terminal-screen" />;
}
