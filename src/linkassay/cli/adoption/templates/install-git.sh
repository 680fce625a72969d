# The commit is the pin, and its own requirements pin everything else by hash.
commit=${PACKAGE##*@}
address=${PACKAGE#git+}
source=$RUNNER_TEMP/source
git init --quiet "$source"
git -C "$source" fetch --quiet --depth 1 "${address%@*}" "$commit"
git -C "$source" checkout --quiet FETCH_HEAD
test "$(git -C "$source" rev-parse HEAD)" = "$commit"
python -m venv "$RUNNER_TEMP/linkassay"
pip="$RUNNER_TEMP/linkassay/bin/python -m pip --quiet --disable-pip-version-check install"
$pip --require-hashes --requirement "$source/requirements/run.txt"
$pip --no-deps --no-build-isolation "$source"
echo "$RUNNER_TEMP/linkassay/bin" >> "$GITHUB_PATH"
