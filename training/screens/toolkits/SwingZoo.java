import java.awt.*;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.List;
import javax.swing.*;
import javax.swing.plaf.metal.*;
import javax.swing.table.*;
import javax.swing.tree.*;

/**
 * Shows interfaces with Swing and reports what shows where, from component bounds and font metrics.
 * Speaks the lines of JSON that wire.py describes.
 */
public final class SwingZoo {
    private final List<JFrame> frames = new ArrayList<>();
    private final PopupFactory popups = PopupFactory.getSharedInstance();
    private JPopupMenu popup;
    private String icons = "";
    private Random chance = new Random(1);
    private final Map<Component, Map<String, Object>> specs = new IdentityHashMap<>();

    public static void main(String[] arguments) {
        // A look that cannot draw something must not give a picture.
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {
            fault.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        try {
            serve();
            System.exit(0);
        } catch (Throwable fault) {
            // The toolkit's threads would go on, and whoever asked would wait for ever.
            fault.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve() throws Exception {
        var zoo = new SwingZoo();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            var request = Json.object(new Json(line).value());
            Map<String, Object> answer = new LinkedHashMap<>();
            switch ((String) request.get("do")) {
                case "show" -> answer = zoo.show(request);
                case "bare" -> answer.put("bare", false);
                case "wait" -> Thread.sleep(120);
                default -> SwingUtilities.invokeAndWait(zoo::clear);
            }
            output.println(Json.write(answer));
        }
    }

    private Map<String, Object> show(Map<String, Object> request) throws Exception {
        icons = (String) request.get("icons");
        chance = new Random(((Number) request.get("seed")).longValue());
        SwingUtilities.invokeAndWait(() -> build(request));
        Thread.sleep(500);
        SwingUtilities.invokeAndWait(this::open);
        Thread.sleep(400);
        var report = new Report();
        SwingUtilities.invokeAndWait(() -> {
            for (var frame : frames) report.window(frame);
            if (popup != null && popup.isShowing()) report.popup(popup);
        });
        return report.all("swing zoo", (String) request.get("theme"), (String) request.get("family"));
    }

    private void build(Map<String, Object> request) {
        look((String) request.get("theme"), (String) request.get("family"), Json.number(request, "size"));
        for (var each : Json.list(request, "windows")) {
            var spec = Json.object(each);
            var frame = new JFrame((String) spec.get("title"));
            frame.setUndecorated(true);
            frame.getRootPane().setBorder(BorderFactory.createLineBorder(Color.GRAY));
            fill(frame, spec);
            if (Json.flag(spec, "dialog")) frame.pack();
            else frame.setSize(Json.number(spec, "w"), Json.number(spec, "h"));
            frame.setLocation(Json.number(spec, "x"), Json.number(spec, "y"));
            specs.put(frame, spec);
            frame.setVisible(true);
            frames.add(frame);
        }
    }

    private void open() {
        for (var each : frames) each.repaint(); // What scrolled by itself may have left traces.
        var frame = frames.get(frames.size() - 1);
        int index = Json.number(specs.get(frame), "open");
        if (index < 0 || frame.getJMenuBar() == null) return;
        var menu = frame.getJMenuBar().getMenu(index);
        popup = menu.getPopupMenu();
        menu.setSelected(true);
        popup.show(menu, 0, menu.getHeight());
    }

    private void clear() {
        if (popup != null) popup.setVisible(false);
        for (var frame : frames) frame.dispose();
        frames.clear();
        specs.clear();
        popup = null;
    }

    private void look(String theme, String face, int size) {
        try {
            UIManager.put("swing.boldMetal", theme.endsWith("bold"));
            var family = theme.split("/")[0];
            var variant = theme.substring(Math.min(theme.length(), family.length() + 1));
            switch (family) {
                case "Motif" -> UIManager.setLookAndFeel("com.sun.java.swing.plaf.motif.MotifLookAndFeel");
                case "Darcula" -> UIManager.setLookAndFeel("com.bulenkov.darcula.DarculaLaf");
                case "Substance" -> UIManager.setLookAndFeel("org.pushingpixels.substance.api.skin.Substance" + variant + "LookAndFeel");
                case "Plastic", "Plastic3D" -> {
                    var plastic = Class.forName("com.jgoodies.looks.plastic.PlasticLookAndFeel");
                    var colours = Class.forName("com.jgoodies.looks.plastic.PlasticTheme");
                    plastic.getMethod("setPlasticTheme", colours).invoke(null, Class.forName("com.jgoodies.looks.plastic.theme." + variant).getConstructor().newInstance());
                    UIManager.setLookAndFeel("com.jgoodies.looks.plastic." + family + "LookAndFeel");
                    PopupFactory.setSharedInstance(popups); // Its own needs pictures that Debian leaves out.
                }
                case "Metal", "Metal-bold", "Ocean" -> {
                    MetalLookAndFeel.setCurrentTheme(theme.startsWith("Metal") ? new DefaultMetalTheme() : new OceanTheme());
                    UIManager.setLookAndFeel(new MetalLookAndFeel());
                }
                default -> throw new IllegalStateException("unknown theme " + theme);
            }
        } catch (ReflectiveOperationException | UnsupportedLookAndFeelException error) {
            throw new IllegalStateException(error);
        }
        var font = new javax.swing.plaf.FontUIResource(face, theme.endsWith("bold") ? Font.BOLD : Font.PLAIN, size);
        for (var key : Collections.list(UIManager.getLookAndFeelDefaults().keys()))
            if (key.toString().endsWith(".font") || key.toString().equals("defaultFont")) UIManager.getLookAndFeelDefaults().put(key, font);
    }

    private void fill(JFrame frame, Map<String, Object> spec) {
        var bars = new Box(BoxLayout.Y_AXIS);
        if (!Json.list(spec, "menus").isEmpty()) {
            var bar = new JMenuBar();
            for (var name : Json.list(spec, "menus")) {
                var menu = new JMenu((String) name);
                for (var item : Json.list(spec, "items")) addItem(menu, Json.object(item));
                bar.add(menu);
            }
            frame.setJMenuBar(bar);
        }
        if (!Json.list(spec, "tools").isEmpty()) {
            var bar = new JToolBar();
            bar.setFloatable(chance.nextInt(3) == 0);
            bar.setRollover(chance.nextBoolean());
            for (var tool : Json.list(spec, "tools")) {
                var part = Json.object(tool);
                if (part.get("kind").equals("separator")) bar.addSeparator();
                else {
                    var made = make(part);
                    made.setMaximumSize(made.getPreferredSize());
                    bar.add(made);
                }
            }
            bars.add(bar);
            frame.add(bars, BorderLayout.NORTH);
        }
        JComponent main = make(Json.object(spec.get("main")));
        if (!(main instanceof JScrollPane) && !Json.flag(spec, "dialog")) main = new JScrollPane(top(main));
        if (spec.get("side") != null) {
            var split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, make(Json.object(spec.get("side"))), main);
            split.setDividerLocation(130 + chance.nextInt(120));
            main = split;
        }
        frame.add(main, BorderLayout.CENTER);
        if (!((String) spec.get("status")).isEmpty()) frame.add(new JLabel((String) spec.get("status")), BorderLayout.SOUTH);
    }

    private static JPanel top(JComponent child) {
        var panel = new JPanel(new BorderLayout());
        panel.add(child, BorderLayout.NORTH);
        return panel;
    }

    private void addItem(JMenu menu, Map<String, Object> spec) {
        var text = (String) spec.get("text");
        JMenuItem item;
        switch ((String) spec.get("kind")) {
            case "separator" -> {
                menu.addSeparator();
                return;
            }
            case "check" -> item = new JCheckBoxMenuItem(text, Json.flag(spec, "checked"));
            case "radio" -> item = new JRadioButtonMenuItem(text, Json.flag(spec, "checked"));
            default -> item = new JMenuItem(text);
        }
        if (spec.get("key").equals("F5")) item.setAccelerator(KeyStroke.getKeyStroke(KeyEvent.VK_F5, 0));
        if (spec.get("key").equals("Ctrl+S")) item.setAccelerator(KeyStroke.getKeyStroke("ctrl S"));
        item.setEnabled(!Json.flag(spec, "disabled"));
        menu.add(item);
    }

    private Icon icon(Map<String, Object> spec) {
        return new ImageIcon(icons + "/" + Json.number(spec, "icon") + ".png");
    }

    private JComponent make(Map<String, Object> spec) {
        JComponent made = switch ((String) spec.get("kind")) {
            case "box" -> box(spec);
            case "frame" -> titled(spec);
            case "tabs" -> tabs(spec);
            case "form" -> form(spec);
            case "heading" -> {
                var label = new JLabel((String) spec.get("text"));
                label.setFont(label.getFont().deriveFont(Font.BOLD, label.getFont().getSize() * 1.5f));
                yield label;
            }
            case "button" -> Json.number(spec, "icon") >= 0 ? new JButton((String) spec.get("text"), icon(spec)) : new JButton((String) spec.get("text"));
            case "toggle" -> new JToggleButton((String) spec.get("text"), Json.flag(spec, "checked"));
            case "icon" -> tool(spec);
            case "entry" -> new JTextField((String) spec.get("value"), 12);
            case "password" -> new JPasswordField((String) spec.get("value"), 12);
            case "multi" -> {
                var lines = new StringJoiner("\n");
                for (var line : Json.list(spec, "lines")) lines.add((String) line);
                yield new JScrollPane(new JTextArea(lines.toString(), 3, 24));
            }
            case "check" -> new JCheckBox((String) spec.get("text"), Json.flag(spec, "checked"));
            case "switch" -> new JCheckBox("", Json.flag(spec, "checked"));
            case "radios" -> radios(spec);
            case "combo" -> new JComboBox<>(new String[] {(String) spec.get("value")});
            case "spin" -> new JSpinner(new SpinnerNumberModel(Json.number(spec, "value"), 0, 9999, 1));
            case "slider" -> new JSlider(0, 100, Json.number(spec, "value"));
            case "progress" -> {
                var bar = new JProgressBar(0, 100);
                bar.setValue(Json.number(spec, "value"));
                yield bar;
            }
            case "list" -> list(spec);
            case "tree" -> tree(spec);
            case "table" -> table(spec);
            case "link" -> {
                var label = new JLabel("<html><u>" + spec.get("text") + "</u></html>");
                label.setForeground(new Color(0x1a5fb4));
                yield label;
            }
            default -> new JLabel((String) spec.get("text"));
        };
        if (Json.flag(spec, "disabled")) made.setEnabled(false);
        made.putClientProperty("spec", spec);
        return made;
    }

    private AbstractButton tool(Map<String, Object> spec) {
        AbstractButton button = Json.flag(spec, "checked") && spec.containsKey("tip") ? new JToggleButton(icon(spec), true) : new JButton(icon(spec));
        if (spec.get("text") != null && !((String) spec.get("text")).isEmpty()) button.setText((String) spec.get("text"));
        return button;
    }

    private JComponent box(Map<String, Object> spec) {
        boolean across = spec.get("dir").equals("h");
        JPanel panel;
        if (across) {
            panel = new JPanel(new FlowLayout(Json.flag(spec, "end") ? FlowLayout.RIGHT : FlowLayout.LEFT, 6, 4));
            for (var child : Json.list(spec, "children")) panel.add(make(Json.object(child)));
            return panel;
        }
        panel = new JPanel(new GridBagLayout());
        var place = new GridBagConstraints();
        place.gridx = 0;
        place.weightx = 1;
        place.anchor = GridBagConstraints.WEST;
        int gap = 1 + chance.nextInt(7);
        place.insets = new Insets(gap, gap + 2, gap, gap + 2);
        for (var child : Json.list(spec, "children")) {
            var kind = (String) Json.object(child).get("kind");
            place.fill = Set.of("frame", "form", "table", "tree", "list", "box", "slider", "progress").contains(kind) ? GridBagConstraints.HORIZONTAL : GridBagConstraints.NONE;
            panel.add(make(Json.object(child)), place);
        }
        return panel;
    }

    private JComponent titled(Map<String, Object> spec) {
        var panel = new JPanel(new BorderLayout());
        panel.setBorder(BorderFactory.createTitledBorder((String) spec.get("title")));
        panel.add(make(Json.object(spec.get("child"))));
        panel.putClientProperty("title", spec.get("title"));
        return panel;
    }

    private JComponent tabs(Map<String, Object> spec) {
        int place = switch ((String) spec.get("at")) {
            // Substance turns the texts of tabs at the side.
            case "left" -> UIManager.getLookAndFeel().getName().contains("Substance") ? SwingConstants.TOP : SwingConstants.LEFT;
            case "bottom" -> SwingConstants.BOTTOM;
            default -> SwingConstants.TOP;
        };
        var tabs = new JTabbedPane(place);
        int chosen = Json.number(spec, "chosen");
        int index = 0;
        for (var name : Json.list(spec, "names")) tabs.addTab((String) name, index++ == chosen ? new JScrollPane(top(make(Json.object(spec.get("child"))))) : new JPanel());
        tabs.setSelectedIndex(chosen);
        return tabs;
    }

    private JComponent form(Map<String, Object> spec) {
        var panel = new JPanel(new GridBagLayout());
        var place = new GridBagConstraints();
        int gap = 1 + chance.nextInt(6);
        place.insets = new Insets(gap, 4, gap, 4);
        place.anchor = GridBagConstraints.WEST;
        for (var each : Json.list(spec, "rows")) {
            var row = (List<?>) each;
            var label = new JLabel((String) row.get(0));
            var child = Json.object(row.get(1));
            var field = make(child);
            label.putClientProperty("for", field);
            place.gridx = 0;
            place.weightx = 0;
            place.fill = GridBagConstraints.NONE;
            panel.add(label, place);
            place.gridx = Json.flag(spec, "above") ? 0 : 1;
            place.weightx = 1;
            place.fill = Set.of("entry", "password", "slider").contains(child.get("kind")) ? GridBagConstraints.HORIZONTAL : GridBagConstraints.NONE;
            panel.add(field, place);
        }
        return panel;
    }

    private JComponent radios(Map<String, Object> spec) {
        var panel = new JPanel(new GridBagLayout());
        var place = new GridBagConstraints();
        place.anchor = GridBagConstraints.WEST;
        if (spec.get("dir").equals("v")) place.gridx = 0;
        int index = 0;
        for (var name : Json.list(spec, "names")) panel.add(new JRadioButton((String) name, index++ == Json.number(spec, "chosen")), place);
        return panel;
    }

    private JComponent list(Map<String, Object> spec) {
        var list = new JList<>(Json.list(spec, "items").toArray());
        list.setSelectedIndex(Json.number(spec, "chosen"));
        list.setVisibleRowCount(Math.min(20, Json.list(spec, "items").size()));
        list.setFixedCellHeight(list.getFontMetrics(list.getFont()).getHeight() + chance.nextInt(8));
        return new JScrollPane(list);
    }

    private JComponent tree(Map<String, Object> spec) {
        var root = new DefaultMutableTreeNode("root");
        for (var each : Json.list(spec, "roots")) root.add(branch(Json.object(each)));
        var tree = new JTree(root);
        tree.setRootVisible(false);
        tree.setShowsRootHandles(true);
        tree.setRowHeight(Math.max(16, tree.getFontMetrics(tree.getFont()).getHeight() + chance.nextInt(8)));
        for (int row = 0; row < tree.getRowCount() && row < 40; row++)
            if (((DefaultMutableTreeNode) tree.getPathForRow(row).getLastPathComponent()).getLevel() < 3 && chance.nextInt(10) < 6) tree.expandRow(row);
        tree.setSelectionRow(chance.nextInt(3));
        return new JScrollPane(tree);
    }

    private DefaultMutableTreeNode branch(Map<String, Object> spec) {
        var node = new DefaultMutableTreeNode(spec.get("text"));
        for (var child : Json.list(spec, "children")) node.add(branch(Json.object(child)));
        return node;
    }

    private JComponent table(Map<String, Object> spec) {
        var rows = Json.list(spec, "rows");
        var names = Json.list(spec, "columns");
        var data = new Object[rows.size()][];
        for (int i = 0; i < data.length; i++) data[i] = ((List<?>) rows.get(i)).toArray();
        var table = new JTable(data, names.toArray());
        var metrics = table.getFontMetrics(table.getFont());
        table.setRowHeight(metrics.getHeight() + 1 + chance.nextInt(8));
        table.setShowGrid(Json.flag(spec, "lines"));
        table.setAutoResizeMode(chance.nextBoolean() ? JTable.AUTO_RESIZE_OFF : JTable.AUTO_RESIZE_SUBSEQUENT_COLUMNS);
        for (int c = 0; c < names.size(); c++) {
            int wide = metrics.stringWidth((String) names.get(c));
            for (var row : data) wide = Math.max(wide, metrics.stringWidth((String) row[c]));
            table.getColumnModel().getColumn(c).setPreferredWidth(wide + 16);
        }
        if (Json.number(spec, "chosen") >= 0) table.setRowSelectionInterval(Json.number(spec, "chosen"), Json.number(spec, "chosen"));
        table.setPreferredScrollableViewportSize(new Dimension(table.getPreferredSize().width, Math.min(420, table.getPreferredSize().height)));
        return new JScrollPane(table);
    }

    /** What shows, gathered from live components; boxes are pixels of the root. */
    private static final class Report {
        private final List<Object> words = new ArrayList<>(), elements = new ArrayList<>(), tables = new ArrayList<>(), layers = new ArrayList<>(), labels = new ArrayList<>();
        private int layer;

        Map<String, Object> all(String application, String theme, String family) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("application", application);
            all.put("theme", theme);
            all.put("fonts", List.of(family));
            all.put("words", words);
            all.put("elements", elements);
            all.put("tables", tables);
            all.put("layers", layers);
            all.put("labels", labels);
            return all;
        }

        void window(JFrame frame) {
            var box = box(frame, null);
            addLayer(box, frame.getTitle(), true);
            walk(frame.getRootPane(), box);
        }

        void popup(JPopupMenu menu) {
            var box = box(menu, null);
            addLayer(box, "", false);
            walk(menu, box);
        }

        private void addLayer(Rectangle box, String title, boolean window) {
            layer = layers.size() + 1;
            layers.add(Map.of("box", corners(box), "clip", corners(box), "layer", layer, "title", title, "window", window, "dialog", false, "scrim", false));
        }

        private static Rectangle box(Component part, Rectangle inside) {
            var at = part.getLocationOnScreen();
            if (inside == null) return new Rectangle(at.x, at.y, part.getWidth(), part.getHeight());
            return new Rectangle(at.x + inside.x, at.y + inside.y, inside.width, inside.height);
        }

        private static List<Integer> corners(Rectangle box) {
            return List.of(box.x, box.y, box.x + box.width, box.y + box.height);
        }

        private void text(Component part, String text, Rectangle box, Rectangle clip, boolean cut) {
            if (text == null || text.isBlank() || box.width <= 0 || box.height <= 0) return;
            Map<String, Object> word = new LinkedHashMap<>();
            word.put("text", String.join(" ", text.trim().split("\\s+")));
            word.put("glued", false);
            word.put("whole", true);
            word.put("cut", cut);
            word.put("box", corners(box));
            word.put("clip", cut ? List.of(0, 0, 0, 0) : corners(clip));
            word.put("layer", layer);
            word.put("size", part.getFont().getSize());
            word.put("block", words.size());
            words.add(word);
        }

        private void element(String role, String name, Rectangle box, Rectangle clip, String... states) {
            var shown = new ArrayList<String>();
            for (var state : states) if (!state.isEmpty()) shown.add(state);
            elements.add(Map.of("role", role, "name", name == null ? "" : name, "states", shown, "box", corners(box), "clip", corners(clip), "layer", layer, "hit", true));
        }

        private void walk(Component part, Rectangle outer) {
            if (!part.isShowing() || part.getWidth() <= 0) return;
            var clip = outer.intersection(box(part, null));
            if (clip.isEmpty()) return;
            read(part, clip);
            boolean closed = part instanceof JComboBox || part instanceof JSpinner || part instanceof JScrollBar || part instanceof JTable || part instanceof JTableHeader || part instanceof JList || part instanceof JTree;
            if (part instanceof Container && !closed) for (var child : ((Container) part).getComponents()) walk(child, clip);
        }

        private void read(Component part, Rectangle clip) {
            var off = part.isEnabled() ? "" : "disabled";
            var focus = part.isFocusOwner() ? "focused" : "";
            if (part instanceof JLabel label) label(label, clip);
            else if (part instanceof JMenuItem item) item(item, clip, off);
            else if (part instanceof AbstractButton button) button(button, clip, off, focus);
            else if (part instanceof JPasswordField field) {
                element("password entry", "", box(part, null), clip, off, focus);
                // Looks draw their own dots, wider than the font's.
                text(part, String.valueOf(field.getEchoChar()).repeat(field.getPassword().length), field(part, part.getWidth()), clip, false);
            } else if (part instanceof JTextField field && !(part.getParent() instanceof JSpinner.DefaultEditor)) {
                element("entry", field.getText(), box(part, null), clip, off, focus);
                int wide = part.getFontMetrics(part.getFont()).stringWidth(field.getText());
                text(part, field.getText(), field(part, wide), clip, wide > part.getWidth() - 8);
            } else if (part instanceof JTextArea area) area(area, clip, off, focus);
            else if (part instanceof JComboBox<?> combo) {
                element("combo box", (String) combo.getSelectedItem(), box(part, null), clip, off, focus);
                text(part, (String) combo.getSelectedItem(), field(part, part.getFontMetrics(part.getFont()).stringWidth((String) combo.getSelectedItem()) + 6), clip, false);
            } else if (part instanceof JSpinner spinner) {
                element("spin button", spinner.getValue().toString(), box(part, null), clip, off, focus);
                var field = ((JSpinner.DefaultEditor) spinner.getEditor()).getTextField();
                text(field, field.getText(), inset(box(field, null), 2), clip, false);
            } else if (part instanceof JSlider) element("slider", "", box(part, null), clip, off, focus);
            else if (part instanceof JScrollBar) element("scroll bar", "", box(part, null), clip, off);
            else if (part instanceof JTabbedPane tabs) tabs(tabs, clip);
            else if (part instanceof JList<?> list) list(list, clip);
            else if (part instanceof JTree tree) tree(tree, clip);
            else if (part instanceof JTable table) table(table, clip);
            else if (part instanceof JTableHeader header) header(header, clip);
            if (part instanceof JComponent panel && panel.getClientProperty("title") != null) {
                var title = (String) panel.getClientProperty("title");
                var metrics = part.getFontMetrics(UIManager.getFont("TitledBorder.font"));
                var box = new Rectangle(clip.x + 6, clip.y, metrics.stringWidth(title) + 2, metrics.getHeight());
                text(part, title, box, clip, false);
            }
        }

        private static Rectangle inset(Rectangle box, int by) {
            return new Rectangle(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by);
        }

        private static Rectangle field(Component part, int wide) {
            var insets = ((JComponent) part).getInsets();
            return box(part, new Rectangle(insets.left, insets.top + 1, Math.min(part.getWidth() - insets.left - insets.right, wide + 4), part.getHeight() - insets.top - insets.bottom - 2));
        }

        private void label(JLabel label, Rectangle clip) {
            var text = label.getText() == null ? "" : label.getText().replaceAll("<[^>]*>", "");
            var metrics = label.getFontMetrics(label.getFont());
            int wide = metrics.stringWidth(text);
            var shown = box(label, new Rectangle(0, 0, Math.min(label.getWidth(), wide + 2), label.getHeight()));
            if (label.getText() != null && label.getText().startsWith("<html>")) element("link", text, shown, clip);
            text(label, text, shown, clip, wide > label.getWidth() + 1);
            if (label.getClientProperty("for") instanceof Component field)
                labels.add(Map.of("label", place(box(label, null), clip), "field", place(box(field, null), clip)));
        }

        private Map<String, Object> place(Rectangle box, Rectangle clip) {
            return Map.of("box", corners(box), "clip", corners(clip), "layer", layer);
        }

        private void item(JMenuItem item, Rectangle clip, String off) {
            boolean title = item instanceof JMenu && item.getParent() instanceof JMenuBar;
            element(title ? "menu" : "menu item", item.getText(), box(item, null), clip, off, !title && item.isSelected() ? "checked" : "", title && item.isSelected() ? "expanded" : "");
            inButton(item, clip, title);
            if (item.getAccelerator() != null) {
                int column = keyWidth(item) + 10;
                text(item, key(item), box(item, new Rectangle(item.getWidth() - column - 4, 1, column + 2, item.getHeight() - 2)), clip, false);
            }
        }

        private static String key(JMenuItem item) {
            var modifiers = KeyEvent.getModifiersExText(item.getAccelerator().getModifiers());
            return (modifiers.isEmpty() ? "" : modifiers + UIManager.get("MenuItem.acceleratorDelimiter")) + KeyEvent.getKeyText(item.getAccelerator().getKeyCode());
        }

        /** The width of the widest shortcut in an item's menu. */
        private static int keyWidth(JMenuItem item) {
            var font = UIManager.getFont("MenuItem.acceleratorFont");
            var metrics = item.getFontMetrics(font == null ? item.getFont() : font);
            int wide = 0;
            for (var part : item.getParent().getComponents())
                if (part instanceof JMenuItem other && !(other instanceof JMenu) && other.getAccelerator() != null) wide = Math.max(wide, metrics.stringWidth(key(other)));
            return wide;
        }

        private void inButton(AbstractButton button, Rectangle clip, boolean centred) {
            if (button.getText() == null || button.getText().isEmpty()) return;
            var metrics = button.getFontMetrics(button.getFont());
            int wide = metrics.stringWidth(button.getText());
            if (!centred && button instanceof JMenuItem item) {
                int start = button.getIcon() != null || button instanceof JCheckBoxMenuItem || button instanceof JRadioButtonMenuItem ? 18 : 2;
                int end = item.getAccelerator() == null ? button.getWidth() - 2 : button.getWidth() - keyWidth(item) - 14;
                text(button, button.getText(), box(button, new Rectangle(start, 1, end - start, button.getHeight() - 2)), clip, false);
                return;
            }
            var view = inset(new Rectangle(0, 0, button.getWidth(), button.getHeight()), 0);
            var insets = button.getInsets();
            view = new Rectangle(insets.left, insets.top, view.width - insets.left - insets.right, view.height - insets.top - insets.bottom);
            var icon = new Rectangle();
            var place = new Rectangle();
            var mark = button.getIcon();
            if (mark == null && button.getUI() instanceof javax.swing.plaf.basic.BasicRadioButtonUI drawn) mark = drawn.getDefaultIcon();
            SwingUtilities.layoutCompoundLabel(button, metrics, button.getText(), mark, button.getVerticalAlignment(), button.getHorizontalAlignment(), button.getVerticalTextPosition(), button.getHorizontalTextPosition(), view, icon, place, button.getIconTextGap());
            place.grow(1, 0);
            text(button, button.getText(), box(button, place), clip, wide > button.getWidth());
        }

        private void button(AbstractButton button, Rectangle clip, String off, String focus) {
            var parent = button.getParent();
            if (parent instanceof JScrollBar || parent instanceof JComboBox || parent instanceof JSpinner) return;
            if (parent != null && parent.getClass().getName().contains("Divider")) return;
            boolean bare = button.getText() == null || button.getText().isEmpty();
            var role = button instanceof JCheckBox ? "check box" : button instanceof JRadioButton ? "radio button" : button instanceof JToggleButton ? "toggle" : bare ? "icon button" : "button";
            element(role, button.getText(), box(button, null), clip, off, focus, button.isSelected() ? "checked" : "");
            inButton(button, clip, false);
        }

        private void area(JTextArea area, Rectangle clip, String off, String focus) {
            var outer = SwingUtilities.getAncestorOfClass(JScrollPane.class, area);
            element("entry", "", box(outer, null), box(outer, ((JComponent) outer).getVisibleRect()), off, focus);
            var metrics = area.getFontMetrics(area.getFont());
            var insets = area.getInsets();
            int number = 0;
            for (var line : area.getText().split("\n")) {
                text(area, line, box(area, new Rectangle(insets.left, insets.top + number * metrics.getHeight(), metrics.stringWidth(line) + 2, metrics.getHeight())), clip, false);
                number++;
            }
        }

        private void tabs(JTabbedPane tabs, Rectangle clip) {
            var metrics = tabs.getFontMetrics(tabs.getFont());
            for (int i = 0; i < tabs.getTabCount(); i++) {
                var bounds = tabs.getBoundsAt(i);
                if (bounds == null) continue;
                element("tab", tabs.getTitleAt(i), box(tabs, bounds), clip, i == tabs.getSelectedIndex() ? "selected" : "");
                int wide = metrics.stringWidth(tabs.getTitleAt(i));
                int left = bounds.x + (bounds.width - wide) / 2 - 2;
                text(tabs, tabs.getTitleAt(i), box(tabs, new Rectangle(left, bounds.y + 3, wide + 4, bounds.height - 5)), clip, false);
            }
        }

        private void list(JList<?> list, Rectangle clip) {
            for (int i = 0; i < list.getModel().getSize(); i++) {
                var bounds = list.getCellBounds(i, i);
                var name = (String) list.getModel().getElementAt(i);
                element("list item", name, box(list, bounds), clip, list.isSelectedIndex(i) ? "selected" : "");
                int wide = list.getFontMetrics(list.getFont()).stringWidth(name);
                text(list, name, box(list, new Rectangle(bounds.x, bounds.y, Math.min(bounds.width, wide + 4), bounds.height)), clip, false);
            }
        }

        private void tree(JTree tree, Rectangle clip) {
            for (int i = 0; i < tree.getRowCount(); i++) {
                var bounds = tree.getRowBounds(i);
                var name = tree.getPathForRow(i).getLastPathComponent().toString();
                element("tree item", name, box(tree, bounds), clip, tree.isRowSelected(i) ? "selected" : "", tree.isExpanded(i) ? "expanded" : "");
                int wide = tree.getFontMetrics(tree.getFont()).stringWidth(name);
                int left = bounds.x + bounds.width - wide - 3;
                text(tree, name, box(tree, new Rectangle(left, bounds.y, wide + 3, bounds.height)), clip, false);
            }
        }

        private void table(JTable table, Rectangle clip) {
            var cells = new ArrayList<Object>();
            var names = new ArrayList<Object>();
            for (int c = 0; c < table.getColumnCount(); c++) names.add(table.getColumnName(c));
            var metrics = table.getFontMetrics(table.getFont());
            for (int r = 0; r < table.getRowCount(); r++)
                for (int c = 0; c < table.getColumnCount(); c++) {
                    var bounds = table.getCellRect(r, c, true);
                    var name = (String) table.getValueAt(r, c);
                    var box = box(table, bounds);
                    if (!box.intersects(clip)) continue;
                    element("table cell", name, box, clip, table.isCellSelected(r, c) ? "selected" : "");
                    int wide = metrics.stringWidth(name);
                    text(table, name, box(table, new Rectangle(bounds.x, bounds.y, Math.min(bounds.width - 1, wide + 5), bounds.height - 1)), clip, wide > bounds.width - 2);
                    cells.add(Map.of("row", r, "column", c, "text", name, "box", corners(box)));
                }
            tables.add(Map.of("box", corners(box(table, null)), "clip", corners(clip), "layer", layer, "columns", names, "cells", cells));
        }

        private void header(JTableHeader header, Rectangle clip) {
            var metrics = header.getFontMetrics(header.getFont());
            for (int c = 0; c < header.getColumnModel().getColumnCount(); c++) {
                var bounds = header.getHeaderRect(c);
                var name = header.getTable().getColumnName(c);
                element("column header", name, box(header, bounds), clip);
                text(header, name, box(header, inset(bounds, 2)), clip, metrics.stringWidth(name) > bounds.width - 4);
            }
        }
    }

    /** Just enough JSON. */
    private static final class Json {
        private final String source;
        private int at;

        Json(String source) {
            this.source = source;
        }

        @SuppressWarnings("unchecked")
        static Map<String, Object> object(Object value) {
            return (Map<String, Object>) value;
        }

        static List<?> list(Map<String, Object> from, String key) {
            return (List<?>) from.get(key);
        }

        static int number(Map<String, Object> from, String key) {
            return from.get(key) instanceof Number number ? number.intValue() : -1;
        }

        static boolean flag(Map<String, Object> from, String key) {
            return Boolean.TRUE.equals(from.get(key));
        }

        Object value() {
            skip();
            char first = source.charAt(at);
            if (first == '{') return map();
            if (first == '[') return array();
            if (first == '"') return string();
            int start = at;
            while (at < source.length() && ",]} ".indexOf(source.charAt(at)) < 0) at++;
            var word = source.substring(start, at);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> null;
                default -> Double.valueOf(word);
            };
        }

        private void skip() {
            while (" ,:".indexOf(source.charAt(at)) >= 0) at++;
        }

        private Map<String, Object> map() {
            Map<String, Object> made = new LinkedHashMap<>();
            at++;
            for (skip(); source.charAt(at) != '}'; skip()) {
                var key = string();
                made.put(key, value());
            }
            at++;
            return made;
        }

        private List<Object> array() {
            var made = new ArrayList<Object>();
            at++;
            for (skip(); source.charAt(at) != ']'; skip()) made.add(value());
            at++;
            return made;
        }

        private String string() {
            var made = new StringBuilder();
            for (at++; source.charAt(at) != '"'; at++) {
                char next = source.charAt(at);
                if (next != '\\') {
                    made.append(next);
                    continue;
                }
                char mark = source.charAt(++at);
                if (mark == 'u') {
                    made.append((char) Integer.parseInt(source.substring(at + 1, at + 5), 16));
                    at += 4;
                } else made.append(mark == 'n' ? '\n' : mark == 't' ? '\t' : mark);
            }
            at++;
            return made.toString();
        }

        static String write(Object value) {
            if (value instanceof Map<?, ?> map) {
                var parts = new StringJoiner(",", "{", "}");
                map.forEach((key, part) -> parts.add(write(key) + ":" + write(part)));
                return parts.toString();
            }
            if (value instanceof List<?> list) {
                var parts = new StringJoiner(",", "[", "]");
                for (var part : list) parts.add(write(part));
                return parts.toString();
            }
            if (value instanceof String text) {
                var made = new StringBuilder("\"");
                for (char next : text.toCharArray()) made.append(next == '"' || next == '\\' ? "\\" + next : next < 32 ? String.format("\\u%04x", (int) next) : String.valueOf(next));
                return made.append('"').toString();
            }
            return String.valueOf(value);
        }
    }
}
