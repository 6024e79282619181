import { Button } from '../../ui/Button.tsx';
import './share.css';

/** Says that the link in the address could not be shown, above whatever is shown instead. */
export function LinkBanner({ message, onDismiss }: { message: string; onDismiss(): void }) {
  return (
    <div className="link-banner" role="alert">
      <span>{message}</span>
      <Button small onClick={onDismiss}>
        Dismiss
      </Button>
    </div>
  );
}
