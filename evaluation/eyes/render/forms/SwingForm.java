import java.awt.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.List;
import javax.swing.*;
import javax.swing.plaf.FontUIResource;
import javax.swing.table.*;
import javax.swing.tree.*;

/** A form in Swing with a look and feel by name; writes its own truth: WORDS LOOK FAMILY SIZE OUT. */
public class SwingForm {
    static final List<String[]> LINES = new ArrayList<>();
    static final List<String> IGNORE = new ArrayList<>(), TEXTS = new ArrayList<>(), ELEMENTS = new ArrayList<>(), LABELS = new ArrayList<>();
    static final List<Runnable> LATER = new ArrayList<>();
    static String family, table = "", window = "";
    static int size;

    public static void main(String[] args) throws Exception {
        for (String line : Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8)) LINES.add(line.split("\t"));
        family = args[2];
        size = Integer.parseInt(args[3]);
        System.setProperty("awt.useSystemAAFontSettings", "on");
        System.setProperty("swing.aatext", "true");
        for (UIManager.LookAndFeelInfo info : UIManager.getInstalledLookAndFeels())
            if (info.getName().equals(args[1])) UIManager.setLookAndFeel(info.getClassName());
        UIManager.put("Slider.paintValue", Boolean.FALSE);
        Font font = new FontUIResource(family, Font.PLAIN, size);
        UIManager.getLookAndFeelDefaults().put("defaultFont", font);
        for (Object key : new ArrayList<>(UIManager.getDefaults().keySet()))
            if (key.toString().endsWith(".font")) UIManager.put(key, font);
        SwingUtilities.invokeLater(() -> show(args[4]));
    }

    static List<String[]> of(String kind) {
        List<String[]> found = new ArrayList<>();
        for (String[] line : LINES) if (line[0].equals(kind)) found.add(Arrays.copyOfRange(line, 1, line.length));
        return found;
    }

    static void show(String out) {
        JFrame frame = new JFrame(of("title").get(0)[0]);
        JMenuBar bar = new JMenuBar();
        for (String name : of("menu").get(0)) {
            JMenu menu = new JMenu(name);
            menu.setFont(new Font(family, Font.PLAIN, size));
            bar.add(menu);
            LATER.add(() -> both("menu", menu, name, 4));
        }
        frame.setJMenuBar(bar);
        JTabbedPane tabs = new JTabbedPane();
        JPanel page = new JPanel(new FlowLayout(FlowLayout.LEFT, 18, 10));
        String[] names = of("tab").get(0);
        for (int i = 0; i < names.length; i++) tabs.addTab(names[i], i == 0 ? page : new JPanel());
        LATER.add(() -> {
            for (int i = 0; i < names.length; i++) {
                Rectangle b = tabs.getBoundsAt(i);
                Point p = tabs.getLocationOnScreen();
                b.translate(p.x, p.y);
                element("tab", b, names[i], i == 0 ? "selected" : "");
                say(names[i], inset(b, 5, 3), false);
            }
        });
        tabs.setFocusable(false);
        page.add(top(fields()));
        page.add(top(choices()));
        page.add(top(table()));
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, 8, 8));
        for (String[] line : of("button")) {
            JButton button = new JButton(line[0]);
            button.setEnabled(line.length < 2);
            buttons.add(button);
            LATER.add(() -> both("button", button, line[0], 6));
        }
        frame.add(tabs, BorderLayout.CENTER);
        frame.add(buttons, BorderLayout.SOUTH);
        frame.setBounds(0, 20, 1366, 740);
        frame.setVisible(true);
        javax.swing.Timer timer = new javax.swing.Timer(4000, e -> {
            LATER.forEach(Runnable::run);
            Rectangle w = new Rectangle(frame.getContentPane().getLocationOnScreen(), frame.getContentPane().getSize());
            w.add(onScreen(bar));
            window = "{\"title\":" + quoted(frame.getTitle()) + ",\"bounds\":" + box(w) + ",\"order\":0,\"dialog\":false}";
            write(out);
        });
        timer.setRepeats(false);
        timer.start();
    }

    static JPanel top(JComponent inner) {
        JPanel panel = new JPanel(new BorderLayout());
        panel.add(inner, BorderLayout.NORTH);
        return panel;
    }

    static JComponent fields() {
        JPanel panel = new JPanel(new GridBagLayout());
        GridBagConstraints at = new GridBagConstraints();
        at.insets = new Insets(3, 4, 3, 4);
        at.anchor = GridBagConstraints.WEST;
        at.gridy = 0;
        for (String[] line : LINES) {
            JComponent field = null;
            String role = "entry";
            switch (line[0]) {
                case "entry" -> { field = new JTextField(line[2], 24); ((JTextField) field).setCaretPosition(0); field.setEnabled(line.length < 4); }
                case "password" -> { field = new JPasswordField(line[2], 24); ((JPasswordField) field).setEchoChar('\u2022'); role = "password entry"; }
                case "combo" -> { field = new JComboBox<>(new String[] {line[2], "Other"}); role = "combo box"; }
                case "spin" -> { field = new JSpinner(new SpinnerNumberModel(Integer.parseInt(line[2]), 0, 999, 1)); role = "spin button"; }
                case "slider" -> { field = new JSlider(0, 100, Integer.parseInt(line[2])); role = "slider"; }
                case "text" -> { JTextArea area = new JTextArea(line[2].replace('|', '\n'), 3, 20); area.setBorder(BorderFactory.createCompoundBorder(BorderFactory.createLineBorder(Color.GRAY), BorderFactory.createEmptyBorder(3, 4, 3, 4))); field = area; }
                default -> { }
            }
            if (field == null) continue;
            JLabel label = new JLabel(line[1]);
            at.gridx = 0;
            panel.add(label, at);
            at.gridx = 1;
            panel.add(field, at);
            at.gridy++;
            JComponent f = field;
            String r = role;
            LATER.add(() -> told(label, f, r, line));
        }
        return panel;
    }

    static void told(JLabel label, JComponent field, String role, String[] line) {
        Rectangle b = onScreen(field);
        element(role, b, line[1], field.isEnabled() ? "" : "disabled", field.hasFocus() ? "focused" : "");
        say(line[1], onScreen(label), false);
        LABELS.add("{\"label\":" + box(onScreen(label)) + ",\"for\":" + box(b) + "}");
        if (line[0].equals("slider")) return;
        if (line[0].equals("text")) {
            String[] parts = line[2].split("\\|");
            int high = field.getFontMetrics(field.getFont()).getHeight();
            for (int i = 0; i < parts.length; i++) say(parts[i], new Rectangle(b.x + 3, b.y + 4 + i * high, b.width - 6, high), false);
            return;
        }
        Rectangle inner = inset(b, 5, 4);
        if (role.equals("combo box") || role.equals("spin button")) inner.width -= 20;
        say(line[0].equals("password") ? "\u2022".repeat(line[2].length()) : line[2], inner, false);
    }

    static JComponent choices() {
        JPanel panel = new JPanel(new GridLayout(0, 1, 0, 4));
        for (String[] line : of("check")) {
            JCheckBox box = new JCheckBox(line[0], line[1].equals("1"));
            box.setEnabled(line.length < 3);
            panel.add(left(box));
            LATER.add(() -> both("check box", box, line[0], 0, line[1].equals("1") ? "checked" : ""));
        }
        ButtonGroup group = new ButtonGroup();
        for (String[] line : of("radio")) {
            JRadioButton radio = new JRadioButton(line[0], line[1].equals("1"));
            group.add(radio);
            panel.add(left(radio));
            LATER.add(() -> both("radio button", radio, line[0], 0, line[1].equals("1") ? "checked" : ""));
        }
        JToggleButton toggle = new JToggleButton("Pinned", true);
        panel.add(left(toggle));
        LATER.add(() -> both("toggle", toggle, "Pinned", 6, "checked"));
        JPanel all = new JPanel(new BorderLayout(0, 10));
        all.add(panel, BorderLayout.NORTH);
        all.add(tree(), BorderLayout.CENTER);
        return all;
    }

    static JPanel left(JComponent inner) {
        JPanel panel = new JPanel(new FlowLayout(FlowLayout.LEFT, 0, 0));
        panel.add(inner);
        return panel;
    }

    static JComponent tree() {
        DefaultMutableTreeNode root = new DefaultMutableTreeNode("root"), parent = root;
        for (String[] line : of("tree")) {
            DefaultMutableTreeNode node = new DefaultMutableTreeNode(line[1]);
            if (line[0].equals("0")) { root.add(node); parent = node; } else parent.add(node);
        }
        JTree tree = new JTree(root);
        tree.setRootVisible(false);
        for (int i = 0; i < tree.getRowCount(); i++) tree.expandRow(i);
        tree.setSelectionRow(2);
        tree.setBorder(BorderFactory.createLineBorder(Color.GRAY));
        LATER.add(() -> {
            Point p = tree.getLocationOnScreen();
            for (int i = 0; i < tree.getRowCount(); i++) {
                Rectangle b = tree.getRowBounds(i);
                b.translate(p.x, p.y);
                String name = tree.getPathForRow(i).getLastPathComponent().toString();
                element("tree item", b, name, i == 2 ? "selected" : "", tree.isExpanded(i) ? "expanded" : "");
                say(name, b, false);
            }
        });
        return tree;
    }

    static JComponent table() {
        String[] columns = of("columns").get(0);
        String[][] rows = of("row").toArray(new String[0][]);
        JTable view = new JTable(new DefaultTableModel(rows, columns));
        view.setRowHeight((int) (size * 1.6));
        view.setShowGrid(true);
        view.setGridColor(Color.LIGHT_GRAY);
        FontMetrics metrics = view.getFontMetrics(new Font(family, Font.BOLD, size));
        for (int c = 0; c < columns.length; c++) {
            int wide = metrics.stringWidth(columns[c]);
            for (String[] row : rows) wide = Math.max(wide, metrics.stringWidth(row[c]));
            view.getColumnModel().getColumn(c).setPreferredWidth(wide + 18);
        }
        view.setAutoResizeMode(JTable.AUTO_RESIZE_OFF);
        view.setRowSelectionInterval(3, 3);
        JScrollPane pane = new JScrollPane(view);
        int wide = 0;
        for (int c = 0; c < columns.length; c++) wide += view.getColumnModel().getColumn(c).getPreferredWidth();
        pane.setPreferredSize(new Dimension(wide + 40, 12 * view.getRowHeight() + 34));
        pane.setVerticalScrollBarPolicy(JScrollPane.VERTICAL_SCROLLBAR_ALWAYS);
        LATER.add(() -> cells(view, pane, columns, rows));
        return pane;
    }

    static void cells(JTable view, JScrollPane pane, String[] columns, String[][] rows) {
        Rectangle port = onScreen(pane.getViewport());
        Point p = view.getLocationOnScreen(), h = view.getTableHeader().getLocationOnScreen();
        StringBuilder found = new StringBuilder();
        for (int c = 0; c < columns.length; c++) {
            Rectangle b = view.getTableHeader().getHeaderRect(c);
            b.translate(h.x, h.y);
            element("column header", b, columns[c]);
            say(columns[c], inset(b, 2, 2), false);
            for (int r = 0; r < rows.length; r++) {
                Rectangle cell = view.getCellRect(r, c, true);
                cell.translate(p.x, p.y);
                Rectangle shown = cell.intersection(port);
                if (!shown.isEmpty() && shown.height < cell.height) IGNORE.add(box(shown));
                if (shown.isEmpty() || shown.height < cell.height / 2) continue;
                element("table cell", shown, rows[r][c], r == 3 ? "selected" : "");
                if (shown.height < cell.height) continue;
                say(rows[r][c], inset(cell, 1, 1), false);
                found.append(found.length() > 0 ? "," : "").append("{\"row\":" + r + ",\"column\":" + c + ",\"text\":" + quoted(rows[r][c]) + ",\"bounds\":" + box(cell) + "}");
            }
        }
        StringBuilder names = new StringBuilder();
        for (String name : columns) names.append(names.length() > 0 ? "," : "").append(quoted(name));
        table = "{\"bounds\":" + box(onScreen(pane)) + ",\"columns\":[" + names + "],\"cells\":[" + found + "]}";
        element("scroll bar", onScreen(pane.getVerticalScrollBar()), "");
        if (pane.getHorizontalScrollBar().isShowing()) element("scroll bar", onScreen(pane.getHorizontalScrollBar()), "");
    }

    static void both(String role, AbstractButton w, String name, int by, String... states) {
        List<String> all = new ArrayList<>(Arrays.asList(states));
        if (!w.isEnabled()) all.add("disabled");
        if (w.hasFocus()) all.add("focused");
        element(role, onScreen(w), name, all.toArray(new String[0]));
        say(name, inset(onScreen(w), by, Math.min(by, 3)), false);
    }

    static Rectangle onScreen(Component c) {
        return new Rectangle(c.getLocationOnScreen(), c.getSize());
    }

    static Rectangle inset(Rectangle b, int x, int y) {
        return new Rectangle(b.x + x, b.y + y, b.width - 2 * x, b.height - 2 * y);
    }

    static void say(String text, Rectangle area, boolean bold) {
        TEXTS.add("{\"text\":" + quoted(text) + ",\"area\":" + box(area) + ",\"face\":[" + quoted(family) + "," + size + ",\"" + (bold ? "Bold" : "Regular") + "\"]}");
    }

    static void element(String role, Rectangle b, String name, String... states) {
        StringBuilder all = new StringBuilder();
        for (String state : states) if (!state.isEmpty()) all.append(all.length() > 0 ? "," : "").append(quoted(state));
        ELEMENTS.add("{\"role\":\"" + role + "\",\"bounds\":" + box(b) + ",\"name\":" + quoted(name) + ",\"states\":[" + all + "]}");
    }

    static String box(Rectangle b) {
        return "[" + b.x + "," + b.y + "," + b.width + "," + b.height + "]";
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    static void write(String out) {
        String all = "{\"texts\":[" + String.join(",", TEXTS) + "],\"elements\":[" + String.join(",", ELEMENTS) + "],\"tables\":[" + table + "],\"labels\":[" + String.join(",", LABELS) + "],\"ignore\":[" + String.join(",", IGNORE) + "],\"windows\":[" + window + "]}";
        try {
            Files.writeString(Path.of(out), all, StandardCharsets.UTF_8);
        } catch (java.io.IOException error) {
            throw new java.io.UncheckedIOException(error);
        }
    }
}
