import { words } from "../i18n/words.js";
import { errorMessage } from "./error-messages.js";
import { FieldError } from "./field-error.js";

/**
 * Lets `act` run when `form` is submitted, once at a time. A refusal stands beside the field that it
 * names, else beside `usual`; what was typed stays. `special` has sentences for codes that mean more
 * here.
 */
export function handleSubmit(form, test, act, special = {}, usual = null) {
  const error = new FieldError(form, test);
  let isBusy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    error.clear();
    const empty = [...form.elements].find((input) => input.required && input.value.trim() === "");
    if (empty !== undefined) {
      error.show(empty.closest("[data-field]").dataset.field, words.fillIn);
      return;
    }
    isBusy = true;
    form.setAttribute("aria-busy", "true");
    try {
      await act();
    } catch (problem) {
      error.show(problem.field ?? usual, errorMessage(problem, special));
    } finally {
      isBusy = false;
      form.removeAttribute("aria-busy");
    }
  });
  return error;
}
