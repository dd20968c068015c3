#!/bin/sh
# A program to be asked for rewards that has the fault which its first argument names. Those that answer give the number of
# characters of the object, unless the second argument says what else to answer or where to write.

answer_all() {
    while IFS= read -r object; do
        echo "${#object}"
    done
}

case $1 in
    good) answer_all ;;
    constant) while IFS= read -r object; do printf '%s\n' "$2"; done ;;
    process) while IFS= read -r object; do echo $$; done ;;
    record) while IFS= read -r object; do printf '%s\n' "$object" >>"$2"; echo 1; done ;;
    slow-start) sleep 0.3; answer_all ;;
    dies) printf 'reading the licence\n\tno licence \033[31mfound\033[0m\n' >&2; exit 3 ;;
    dies-third) for i in 1 2; do IFS= read -r object; echo $$; done; IFS= read -r object; exit 4 ;;
    once) IFS= read -r object; echo $$ ;;
    unfinished) IFS= read -r object; printf 12 ;;
    hangs) exec sleep 600 ;;
    every-second) while IFS= read -r object && IFS= read -r object; do echo "${#object}"; done ;;
    twice) while IFS= read -r object; do printf '%s\n' "${#object}" "${#object}"; done ;;
    fourth-twice) for i in 1 2 3; do IFS= read -r object; echo $$; done; IFS= read -r object; printf '%s\n%s\n' $$ 7; answer_all ;;
    late) IFS= read -r object; echo $$; read -r go <"$2"; echo late; answer_all ;;
    banner) echo "model of 2021, ready"; answer_all ;;
    no-newline) head -c 3000000 /dev/zero | tr '\0' x; exec sleep 600 ;;
    endless) exec yes 1 ;;
    chatty) head -c 3000000 /dev/zero | tr '\0' e >&2; echo 'so much for that' >&2; answer_all; exit 5 ;;
    chatty-dies) head -c 3000000 /dev/zero | tr '\0' e >&2; echo ' the end' >&2; exit 6 ;;
    closes-output) exec >&-; exec sleep 600 ;;
    closes-input) exec <&-; exec sleep 600 ;;
    # The child holds the pipe that is named open for as long as it lives.
    child-hangs) exec 9>"$2"; sleep 600 >/dev/null 2>&1 </dev/null & exec 9>&-; IFS= read -r object; echo 1; exec sleep 600 ;;
    child-stays) exec 9>"$2"; sleep 600 & exec 9>&-; IFS= read -r object; echo 1; IFS= read -r object; exit 7 ;;
    *) echo "no fault is called '$1'" >&2; exit 2 ;;
esac
