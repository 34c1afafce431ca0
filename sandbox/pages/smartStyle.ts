/** What `smart_style_url` points to (SMART App Launch 2.2, "Styling"). */
export const smartStyle = (dark: boolean): Readonly<Record<string, string>> => ({
  color_background: dark ? '#1b242d' : '#f3f5f7',
  color_error: '#b3261e',
  color_highlight: dark ? '#8fb8e0' : '#2b4a6b',
  color_modal_backdrop: '#00000080',
  color_success: '#2e6b3e',
  color_text: dark ? '#e8edf2' : '#1d2733',
  dim_border_radius: '2px',
  dim_font_size: '13px',
  dim_spacing_size: '8px',
  font_family_body: 'Tahoma, Verdana, sans-serif',
  font_family_heading: 'Tahoma, Verdana, sans-serif',
});
