/* What Datasette's own scripts expect of a page. They stand in files of this site, because its
   policy lets no script run that stands in a page. */
window.DATASETTE_ALLOW_FACET = true;

document.addEventListener("DOMContentLoaded", () => {
  const area = document.getElementById("sql-editor");
  if (!area || !window.CodeMirror) return;
  const submit = () => area.form.requestSubmit();
  const editor = CodeMirror.fromTextArea(area, {
    mode: "text/x-sql",
    lineNumbers: true,
    lineWrapping: true,
  });
  editor.setOption("extraKeys", { "Shift-Enter": submit, Tab: false });
  editor.getInputField().setAttribute("aria-label", "SQL");
});
