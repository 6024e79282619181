import type { ButtonHTMLAttributes } from 'react';
import { Icon, type IconName } from './Icon.tsx';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  primary?: boolean;
  small?: boolean;
}

export function Button({ primary = false, small = false, className = '', ...rest }: ButtonProps) {
  const classes = ['btn', primary && 'primary', small && 'small', className].filter(Boolean);
  return <button type="button" {...rest} className={classes.join(' ')} />;
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  icon: IconName;
  /** Its name for those who do not see the icon, and its tooltip. */
  label: string;
}

export function IconButton({ icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <Button {...rest} className={`icon ${className}`.trim()} aria-label={label} title={label}>
      <Icon name={icon} />
    </Button>
  );
}
