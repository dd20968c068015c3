
for (const element of document.querySelectorAll('[hidden]')) element.hidden = false;
document.addEventListener('click', ({ target }) => {
  if (!target.matches('.code button')) return;
  getSelection().selectAllChildren(target.previousElementSibling);
  target.textContent = document.execCommand('copy') ? 'copied' : 'selected';
});
document.addEventListener('change', ({ target }) => {
  const [column, sign] = target.value.split(' ').map(Number);
  const key = card => {
    const value = sign * parseFloat(card.dataset.values.split(' ')[column]);
    return isNaN(value) ? Infinity : value;
  };
  const list = document.getElementById(target.getAttribute('aria-controls'));
  list.append(...[...list.children].sort((one, other) => key(one) - key(other)));
});
