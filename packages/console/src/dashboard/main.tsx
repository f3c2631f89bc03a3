/** The entry of the dashboard. Styles first, in the order of their weight. */
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import '../theme/fonts.css'
import '../theme/tokens.css'
import '../theme/ground.css'
import './dashboard.css'
import { setNonce } from 'get-nonce'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { styleNonce } from './data/api.tsx'
import { language } from './texts/texts.ts'

document.documentElement.lang = language
setNonce(styleNonce) // the scroll lock of dialogs adds a style of its own
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
