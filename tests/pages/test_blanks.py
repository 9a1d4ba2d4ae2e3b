"""What is left out of a page's text is what nobody sees of it."""

from sitebuild.finish.site import without_blanks


def test_blanks_go_where_they_do_not_count_and_stay_where_they_do() -> None:
    page = """<body>

    <p>one
      two <em>three</em>
    four</p>
    <pre><code>def f():
        pass

</code></pre>
      <script>
        const text = `a
          b`;
      </script>

  <textarea>
    typed</textarea>
</body>
"""
    assert (
        without_blanks(page)
        == """<body>
<p>one
two <em>three</em>
four</p>
<pre><code>def f():
        pass

</code></pre>
<script>
        const text = `a
          b`;
      </script>
<textarea>
    typed</textarea>
</body>
"""
    )
