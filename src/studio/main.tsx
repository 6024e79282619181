import { createRoot } from 'react-dom/client';
import '../player/storyboard/storyboard.css';
import '../ui/base.css';
import { App } from './App.tsx';
import { startStudio } from './start.ts';
import { applyTheme } from './theme.ts';

applyTheme();
// A link that is pasted into this tab changes only the fragment: open it as a visit of its own.
addEventListener('hashchange', () => location.reload());

const root = document.getElementById('root');
if (root !== null) {
  startStudio().then(
    ({ studio, notice }) => createRoot(root).render(<App studio={studio} notice={notice} />),
    () => {
      const text = document.createElement('p');
      text.role = 'alert';
      text.textContent = 'Pipeglass could not load its recording. Reload the page to try again.';
      root.prepend(text);
    },
  );
}
