package dev.portico.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void a_list_fills_as_many_pages_as_it_needs() {
        var page = new Page(3, 20);

        assertThat(page.offset()).isEqualTo(40);
        assertThat(page.pages(0)).isZero();
        assertThat(page.pages(20)).isEqualTo(1);
        assertThat(page.pages(21)).isEqualTo(2);
    }
}
