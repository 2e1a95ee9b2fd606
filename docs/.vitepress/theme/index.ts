import DefaultTheme from 'vitepress/theme'
import './narrow-pages.css'

export default DefaultTheme
